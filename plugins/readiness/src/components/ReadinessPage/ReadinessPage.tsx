/** The page of the plugin: where every gate stands, what waits for me, and what all of it is made of. */
import { useState } from 'react';
import { Content, PageWithHeader } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { Route, Routes, useParams } from 'react-router-dom';
import { readinessApiRef } from '../../api';
import { useApiData, useReadinessTranslation } from '../../hooks';
import {
  CHECKS_PATH,
  EVALUATIONS_PATH,
  QUEUE_PATH,
  SCORECARDS_PATH,
} from '../../routes';
import { CheckPage } from '../CheckPage';
import { ChecksPage } from '../ChecksPage';
import { EvaluationsPage } from '../EvaluationsPage';
import { Overview } from '../OverviewPage';
import { Queue, totalOf } from '../QueuePage';
import type { QueueCounts } from '../QueuePage';
import { ScorecardPage } from '../ScorecardPage';
import { ScorecardsPage } from '../ScorecardsPage';
import { PageNav } from './PageNav';

/** The page in an app on the new frontend system, which brings the header and no landmark. */
export const ReadinessPage = () => (
  <main>
    <ReadinessContent />
  </main>
);

export const LegacyReadinessPage = () => {
  const { t } = useReadinessTranslation();
  return (
    <PageWithHeader
      themeId="tool"
      title={t('overview.title')}
      subtitle={t('overview.subtitle')}
    >
      <ReadinessContent />
    </PageWithHeader>
  );
};

const ReadinessContent = () => {
  const api = useApi(readinessApiRef);
  const [page = ''] = useParams()['*']?.split('/') ?? [];
  const onQueue = page === QUEUE_PATH;
  const [counts, setCounts] = useState<QueueCounts>();
  // The queue itself tells its numbers; elsewhere one entry is asked for, to learn them.
  const glance = useApiData(onQueue ? undefined : 'queue', signal =>
    api.getQueue({ limit: 1 }, { signal }),
  );
  const known = onQueue ? counts : glance.value?.counts ?? counts;
  return (
    <Content>
      <PageNav
        page={page}
        waiting={known === undefined ? undefined : totalOf(known)}
      />
      <Routes>
        <Route
          path={`${QUEUE_PATH}/*`}
          element={<Queue onCounts={setCounts} />}
        />
        <Route path={CHECKS_PATH} element={<ChecksPage />} />
        <Route path={`${CHECKS_PATH}/:check`} element={<CheckPage />} />
        <Route path={SCORECARDS_PATH} element={<ScorecardsPage />} />
        <Route
          path={`${SCORECARDS_PATH}/:scorecard`}
          element={<ScorecardPage />}
        />
        <Route path={EVALUATIONS_PATH} element={<EvaluationsPage />} />
        <Route path="*" element={<Overview />} />
      </Routes>
    </Content>
  );
};
