/** What the portal says once it is up. */

const METRICS = {
  real: 'The metrics of the example clusters come from a real Prometheus on this machine, over a history made for them.',
  recorded:
    'No prometheus and promtool were found: the example clusters answer with recorded metrics (Debian: apt install prometheus).',
};

export function welcome(port, metrics) {
  const portal = `http://localhost:${port}`;
  return `
Readiness Gates is up: ${portal}   (choose "Enter" to sign in as a guest)

Look at first:
  ${portal}/readiness   every scorecard and who stands where
  ${portal}/catalog/default/component/qwen-llm/readiness   one service's checklist
  examples/clusters/   the clusters' manifests: change one and see the verdict follow
${METRICS[metrics] ? `\n${METRICS[metrics]}\n` : ''}
Stop it with Ctrl-C. Results stay in .portal/database.
`;
}
