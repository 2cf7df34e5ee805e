/**
 * A Backstage backend with the real Kubernetes plugin, in a process of its own: that plugin imports
 * ES modules, which Jest's sandbox cannot. Forked with the app-config as its argument; sends its port.
 */
const {
  mockServices,
  startTestBackend,
} = require('@backstage/backend-test-utils');
const {
  catalogServiceMock,
} = require('@backstage/plugin-catalog-node/testUtils');

async function main() {
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data: JSON.parse(process.argv[2]) }),
      catalogServiceMock.factory(),
      import('@backstage/plugin-kubernetes-backend'),
    ],
  });
  process.send({ port: server.port() });
}

process.on('disconnect', () => process.exit());
main().catch(error => {
  console.error(error);
  process.exit(1);
});
