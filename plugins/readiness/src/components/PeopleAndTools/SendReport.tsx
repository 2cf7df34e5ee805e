/** How a pipeline sends the report that an item reads, with nothing but curl. */
import { useState } from 'react';
import Button from '@material-ui/core/Button';
import { discoveryApiRef, useApiHolder } from '@backstage/core-plugin-api';
import useAsync from 'react-use/esm/useAsync';
import { useReadinessTranslation } from '../../hooks';
import { CodeBlock } from '../CodeBlock';
import { usePeopleStyles } from './styles';

export interface SendReportProps {
  entityRef: string;
  type: string;
  /** Why the reader's own token would not do. */
  whyNot?: string;
}

export const SendReport = (props: SendReportProps) => {
  const classes = usePeopleStyles();
  const { t } = useReadinessTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <div className={classes.buttons}>
        <Button
          size="small"
          variant="outlined"
          color="primary"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'people.hideHowToSend' : 'people.howToSend')}
        </Button>
      </div>
      {open && <Command {...props} />}
    </>
  );
};

const Command = ({ entityRef, type, whyNot }: SendReportProps) => {
  const { t } = useReadinessTranslation();
  const discovery = useApiHolder().get(discoveryApiRef);
  const { value: baseUrl = '$PORTAL/api/readiness' } = useAsync(
    async () => discovery?.getBaseUrl('readiness'),
    [discovery],
  );
  const query = [
    `entityRef=${encodeURIComponent(entityRef)}`,
    `type=${encodeURIComponent(type)}`,
    'runId=$RUN_ID',
    'time=$(date -u +%Y-%m-%dT%H:%M:%SZ)',
    'commit=$COMMIT',
  ].join('&');
  return (
    <>
      <div>
        {t('people.sendText')} {whyNot && t('people.sendNot', { whyNot })}
      </div>
      <CodeBlock
        text={[
          'curl --fail-with-body \\',
          '  -H "Authorization: Bearer $READINESS_TOKEN" \\',
          '  --data-binary @summary.json \\',
          `  "${baseUrl}/reports?${query}"`,
        ].join('\n')}
      />
    </>
  );
};
