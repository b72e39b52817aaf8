import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType({ description: 'A picture you sent along.' })
export class PortalFile {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'Name it had where it came from.' })
  name: string;

  @Field({ description: 'image/jpeg, image/png or image/webp.' })
  mediaType: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  bytes: number;
}
