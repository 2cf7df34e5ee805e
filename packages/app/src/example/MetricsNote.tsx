/** On a cluster or mesh of the examples: where its metrics come from. Part of the demonstration, not of the plugin. */
import { InfoCard } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { Typography } from '@material-ui/core';

const NOTES: Record<string, string> = {
  real: 'A real Prometheus runs beside this portal. Its history was made for the pods and nodes of the example, and it goes on while the portal runs.',
  recorded:
    'No prometheus and promtool were found on this machine: checks that ask Prometheus get answers that were recorded from one.',
};

export function MetricsNote() {
  const config = useApi(configApiRef);
  const note = NOTES[config.getOptionalString('example.metrics') ?? ''];
  return note ? (
    <InfoCard title="Metrics of this example">
      <Typography>{note}</Typography>
    </InfoCard>
  ) : null;
}

export const metricsNote = EntityCardBlueprint.make({
  name: 'example-metrics',
  params: {
    type: 'info',
    filter: {
      kind: 'resource',
      'spec.type': { $in: ['kubernetes-cluster', 'service-mesh'] },
    },
    loader: async () => <MetricsNote />,
  },
});
