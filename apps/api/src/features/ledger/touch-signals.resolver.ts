import { ResolveField, Resolver } from '@nestjs/graphql';
import { readByEngine } from '../../platform/graphql/read-engine/read-model.js';
import { SignalWhy } from '../signals/signal.types.js';
import { ContactSilenceWhy, SlowRepliesWhy, ToneDropWhy } from './touch-signals.types.js';

/** Reasons of signals that come of touches; how they are read stands in `touch-signals.reads.ts`. */
@Resolver(() => SignalWhy)
export class TouchSignalsResolver {
  @ResolveField(() => ContactSilenceWhy, { nullable: true, description: 'Of CONTACT_SILENCE.' })
  contactSilence(): never {
    return readByEngine();
  }

  @ResolveField(() => ToneDropWhy, { nullable: true, description: 'Of TONE_DROP.' })
  toneDrop(): never {
    return readByEngine();
  }

  @ResolveField(() => SlowRepliesWhy, { nullable: true, description: 'Of SLOW_REPLIES.' })
  slowReplies(): never {
    return readByEngine();
  }
}
