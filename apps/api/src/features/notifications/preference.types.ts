import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import {
  type AccountScope,
  AccountScopeEnum,
  type Digest,
  DigestEnum,
  type NoticeTopic,
  NoticeTopicEnum,
  type Weekday,
  WeekdayEnum,
} from './notification.enums.js';

@ObjectType({ description: 'Hours of every day in which nothing is mailed; what happens then waits until they end.' })
export class NotificationQuietHours {
  @Field({ description: 'From then on, `HH:MM` of the wall clock.' })
  from: string;

  @Field({ description: 'Until then, `HH:MM` of the wall clock; over midnight when it is the earlier.' })
  to: string;
}

@ObjectType({ description: 'What somebody is mailed, and when.' })
export class NotificationPreferences {
  @Field(() => DigestEnum, { description: 'How often a digest comes.' })
  digest: Digest;

  @Field(() => Int, { description: 'Full hour of the wall clock from which on the digest is sent, 0–23.' })
  sendHour: number;

  @Field(() => [WeekdayEnum], { description: 'Days on which the digest is sent, Monday first.' })
  weekdays: readonly Weekday[];

  @Field(() => NotificationQuietHours, {
    nullable: true,
    description: 'Hours in which nothing is mailed; null for none.',
  })
  quietHours: NotificationQuietHours | null;

  @Field({ description: "Time zone (IANA) of the wall clock: one's own, else the tenant's." })
  timeZone: string;

  @Field({ description: "Language of the mails: en, zh-CN or zh-TW; the member's own unless another was chosen." })
  locale: string;

  @Field(() => [NoticeTopicEnum], { description: 'What is mailed at once, beside the digest.' })
  topics: readonly NoticeTopic[];

  @Field(() => AccountScopeEnum, { description: 'The accounts whose alerts and complaints are mailed at once.' })
  mailAccounts: AccountScope;

  @Field(() => AccountScopeEnum, { description: 'The accounts that the digest is about.' })
  digestAccounts: AccountScope;
}

@InputType({ description: 'Hours of every day in which nothing is mailed.' })
export class NotificationQuietHoursInput {
  @Field({ description: 'From then on, `HH:MM` of the wall clock.' })
  from: string;

  @Field({ description: 'Until then, `HH:MM` of the wall clock; over midnight when it is the earlier.' })
  to: string;
}

@InputType({ description: 'What to change about one’s mails. What is left out stays.' })
export class UpdateNotificationPreferencesInput {
  @Field(() => DigestEnum, { nullable: true, description: 'How often a digest comes.' })
  digest?: Digest | null;

  @Field(() => Int, { nullable: true, description: 'Full hour of the wall clock, 0–23; not one of the quiet hours.' })
  sendHour?: number | null;

  @Field(() => [WeekdayEnum], {
    nullable: true,
    description: 'Days on which the digest is sent: one at least, exactly one for WEEKLY.',
  })
  weekdays?: readonly Weekday[] | null;

  @Field(() => NotificationQuietHoursInput, {
    nullable: true,
    description: 'Hours in which nothing is mailed; null for none.',
  })
  quietHours?: NotificationQuietHoursInput | null;

  @Field(() => String, { nullable: true, description: "IANA time zone, as Europe/Berlin; null for the tenant's." })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: "en, zh-CN or zh-TW; null for the member's own." })
  locale?: string | null;

  @Field(() => [NoticeTopicEnum], { nullable: true, description: 'What is mailed at once; an empty list for nothing.' })
  topics?: readonly NoticeTopic[] | null;

  @Field(() => AccountScopeEnum, {
    nullable: true,
    description: 'The accounts whose alerts and complaints are mailed at once.',
  })
  mailAccounts?: AccountScope | null;

  @Field(() => AccountScopeEnum, { nullable: true, description: 'The accounts that the digest is about.' })
  digestAccounts?: AccountScope | null;
}
