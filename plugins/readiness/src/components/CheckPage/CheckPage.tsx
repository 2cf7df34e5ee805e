/** All about one check: what it asks and why, where the answer comes from, who asks it, and who does not pass. */
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import type { CheckDetail } from '@readiness-gates/backstage-plugin-readiness-common';
import { useParams } from 'react-router-dom';
import { readinessApiRef } from '../../api';
import { useApiData, useReadinessTranslation } from '../../hooks';
import { checksLink } from '../../links';
import type { T } from '../../model/sentences';
import { rootRouteRef } from '../../routes';
import { FactList, PageHead, useDefinitionStyles } from '../Definition';
import type { Fact } from '../Definition';
import { FixPanel } from '../FixPanel';
import { Panel } from '../Panel';
import { useLocale } from '../RelativeTime';
import { Answered } from '../States';
import { CheckParams } from './CheckParams';
import { CheckResults } from './CheckResults';
import { CheckUses } from './CheckUses';
import { EvidencePanel } from './EvidencePanel';
import { durationText } from './durations';

export const CheckPage = () => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  const locale = useLocale();
  const api = useApi(readinessApiRef);
  const root = useRouteRef(rootRouteRef)();
  const { check: id = '' } = useParams();
  const check = useApiData(id, signal => api.getCheck(id, { signal }));
  const back = { to: checksLink(root), label: t('check.back') };
  return (
    <div className={classes.page} aria-busy={check.loading}>
      {/* There from the start, so that the parts below never stand without a heading above them. */}
      <PageHead
        back={back}
        title={check.value?.title ?? id}
        id={check.value?.id ?? id}
      >
        {check.value && <FactList facts={factsOf(t, check.value, locale)} />}
      </PageHead>
      <Answered data={check} rows={6}>
        {value => (
          <>
            <Advice check={value} />
            <CheckUses uses={value.uses} />
          </>
        )}
      </Answered>
      {/* Asked at once with the check, not after it. */}
      {!check.error && (
        <CheckResults key={id} check={id} uses={check.value?.uses} />
      )}
      {check.value && (
        <>
          <EvidencePanel evidence={check.value.evidence} />
          <CheckParams params={check.value.params} />
        </>
      )}
    </div>
  );
};

function factsOf(t: T, check: CheckDetail, locale: string): Fact[] {
  const { area, responsible, settle, maxAge, grant, source } = check;
  return [
    [t('item.responsible'), t(`responsible.${responsible}`)],
    [t('check.area'), area],
    [t('check.settle'), durationText(settle, locale) ?? t('check.atOnce')],
    [t('check.maxAge'), maxAge && durationText(maxAge, locale)],
    [t('check.grant'), grant === 'extended' && t('check.extended')],
    [
      t('definition.source'),
      <code>
        {source.file}:{source.line}
      </code>,
    ],
  ];
}

const Advice = ({ check }: { check: CheckDetail }) => {
  const classes = useDefinitionStyles();
  const { t } = useReadinessTranslation();
  return (
    <Panel>
      <div className={`${classes.body} ${classes.columns}`}>
        <div>
          <h3 className={classes.stepName}>{t('check.why')}</h3>
          <FixPanel markdown={check.why} />
        </div>
        <div>
          <h3 className={classes.stepName}>{t('check.fix')}</h3>
          <FixPanel markdown={check.fix || t('check.noFix')} />
        </div>
      </div>
    </Panel>
  );
};
