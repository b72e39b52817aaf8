import { Field, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'The supplier whose portal this is.' })
export class PortalSupplier {
  @Field({ description: 'Short name, as in the address of its portal.' })
  slug: string;

  @Field({ description: 'Name.' })
  name: string;
}
