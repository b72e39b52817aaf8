import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('product_category')
@ObjectType({ description: 'A category of products: the unit in which wallets and shares of wallet are known.' })
export class ProductCategory {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text')
  @Field({ description: "Its code in the supplier's own systems; unique." })
  externalId: string;

  @Column('text')
  @Field({ description: 'Name.' })
  name: string;
}
