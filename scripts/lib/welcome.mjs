/** What the portal says once it is up. */

export function welcome(port) {
  const portal = `http://localhost:${port}`;
  return `
Readiness Gates is up: ${portal}   (choose "Enter" to sign in as a guest)

Look at first:
  ${portal}/readiness   every scorecard and who stands where
  ${portal}/catalog/default/component/qwen-llm/readiness   one service's checklist
  examples/clusters/   the clusters' manifests: change one and see the verdict follow

Stop it with Ctrl-C. Results stay in .portal/database.
`;
}
