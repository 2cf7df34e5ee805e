// Everything that the Prometheus of an example cluster has.
import { applications } from './applications.mjs';
import { controlPlane } from './controlPlane.mjs';
import { kubelets } from './kubelet.mjs';
import { kubeState } from './kubeState.mjs';
import { mesh } from './mesh.mjs';
import { platform } from './platform.mjs';
import { storyOf } from './story.mjs';

export function seriesOf(cluster) {
  const story = storyOf(cluster.name);
  return [kubeState, kubelets, controlPlane, applications, mesh, platform].flatMap(family => family(cluster, story));
}
