import type { Locale } from '../../platform/context/request-context.js';
import type { StoredPlay } from './playbook.store.js';
import type { Play } from './play.types.js';

/** A play in a reader's language. */
export function playView({ template, own, switchedOff }: StoredPlay, locale: Locale): Play {
  const { code, name, objective, driver, stages, levels, purpose, triggers, actions, evidence, guards } = template;
  return {
    ...{ code, name: name[locale], objective: objective[locale], driver: driver[locale] },
    ...{ stages, levels, purpose, triggers, evidence, guards, own, switchedOff },
    actions: actions.map((action) => ({
      ...{ code: action.code, text: action.text[locale], role: action.owner },
      ...{ dueDays: action.dueDays, means: action.means },
    })),
  };
}
