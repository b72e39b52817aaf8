import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('File', { description: 'A file that was sent along, or made by Mortise.' })
export class FileView {
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Field({ description: 'Name it had where it came from.' })
  name: string;

  @Field({
    description:
      'image/jpeg, image/png or image/webp, checked against the content; application/pdf of what Mortise has made.',
  })
  mediaType: string;

  @Field(() => Int, { description: 'Size in bytes.' })
  bytes: number;
}
