import { Field, ID, ObjectType } from '@nestjs/graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { type ContactStatus, ContactStatusEnum } from './contact.enums.js';

@Entity('contact')
@ObjectType({
  description: 'A person on the customers’ side. Where the person works, and when, is said by the links to accounts.',
})
export class Contact {
  @PrimaryColumn('uuid')
  tenantId: string;

  @PrimaryColumn('uuid')
  @Field(() => ID, { description: 'Identifier.' })
  id: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: "The person's number in the supplier's own systems; unique." })
  externalId: string | null;

  @Column('text')
  @Field({ description: 'Full name.' })
  name: string;

  @Column('text')
  nameLower: string;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Title or position, as on the visiting card.' })
  title: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  email: string | null;

  @Column('text', { nullable: true })
  emailLower: string | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone: string | null;

  @Column('text')
  @Field({ description: 'Language to write in: en, zh-CN or zh-TW.' })
  language: string;

  @Column('text')
  @Field(() => ContactStatusEnum, { description: 'Whether the person is still where we know her or him.' })
  status: ContactStatus;

  @Column('timestamptz', { nullable: true })
  statusAt: Date | null;

  @Column('timestamptz')
  @Field(() => DateTimeScalar, { description: 'When the person was added.' })
  createdAt: Date;
}
