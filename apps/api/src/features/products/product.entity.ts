import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { codeEnum } from '../../platform/graphql/code-enum.js';

export const OFFER_FORMS = ['STANDARD', 'FEATURED', 'CUSTOM'] as const;
export type OfferForm = (typeof OFFER_FORMS)[number];
export const OfferFormEnum = codeEnum(
  'OfferForm',
  OFFER_FORMS,
  'How far a product is made for one customer: standard, with features of its own, or custom.',
);

@Entity('product')
@ObjectType({ description: 'Something the supplier sells.' })
export class Product {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text')
  @Field({ description: "Its number in the supplier's own systems; unique." })
  externalId: string;

  @Column('text')
  @Field({ description: 'Name.' })
  name: string;

  @Column('uuid')
  categoryId: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Unit of its quantities, for example pcs or kg.' })
  unit: string | null;

  @Column('text')
  @Field(() => OfferFormEnum, { description: 'How far it is made for one customer.' })
  offerForm: OfferForm;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt: Date;
}
