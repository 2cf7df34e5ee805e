/** Every text of the plugin. An app replaces or translates it through Backstage's translation API. */
import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { definitionMessages } from './translation/definitions';
import { entityMessages } from './translation/entity';
import { environmentMessages } from './translation/environments';
import { evaluationMessages } from './translation/evaluations';
import { homeMessages } from './translation/home';
import { impactMessages } from './translation/impact';
import { overviewMessages } from './translation/overview';
import { peopleMessages } from './translation/people';
import { queueMessages } from './translation/queue';
import { reportMessages } from './translation/report';
import { timelineMessages } from './translation/timeline';
import { wordMessages } from './translation/words';

/** @public */
export const readinessTranslationRef = createTranslationRef({
  id: 'readiness',
  messages: {
    ...wordMessages,
    ...definitionMessages,
    ...entityMessages,
    ...environmentMessages,
    ...evaluationMessages,
    ...homeMessages,
    ...impactMessages,
    ...overviewMessages,
    ...peopleMessages,
    ...queueMessages,
    ...reportMessages,
    ...timelineMessages,
  },
});
