/** The page of the plugin: where every gate stands, and what waits for me. */
import { useState } from 'react';
import { Content, PageWithHeader } from '@backstage/core-components';
import { useApi } from '@backstage/core-plugin-api';
import { Route, Routes, useParams } from 'react-router-dom';
import { readinessApiRef } from '../../api';
import { useApiData, useReadinessTranslation } from '../../hooks';
import { QUEUE_PATH } from '../../routes';
import { Overview } from '../OverviewPage';
import { Queue, totalOf } from '../QueuePage';
import type { QueueCounts } from '../QueuePage';
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
  const onQueue = useParams()['*']?.split('/')[0] === QUEUE_PATH;
  const [counts, setCounts] = useState<QueueCounts>();
  // The queue itself tells its numbers; elsewhere one entry is asked for, to learn them.
  const glance = useApiData(onQueue ? undefined : 'queue', signal =>
    api.getQueue({ limit: 1 }, { signal }),
  );
  const known = onQueue ? counts : glance.value?.counts ?? counts;
  return (
    <Content>
      <PageNav
        onQueue={onQueue}
        waiting={known === undefined ? undefined : totalOf(known)}
      />
      <Routes>
        <Route
          path={`${QUEUE_PATH}/*`}
          element={<Queue onCounts={setCounts} />}
        />
        <Route path="*" element={<Overview />} />
      </Routes>
    </Content>
  );
};
