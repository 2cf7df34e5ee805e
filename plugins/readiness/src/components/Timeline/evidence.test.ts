import { timeline } from '../../fixtures';
import { shownEvidence } from './evidence';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const of = (evidence: Record<string, unknown>) =>
  shownEvidence({ ...timeline(NOW)[0], evidence });

describe('shownEvidence', () => {
  it('tells what changed in the cluster, image by image', () => {
    const [, regression] = timeline(NOW);
    expect(shownEvidence(regression).workloads).toEqual([
      {
        workload: 'Deployment/x0tta6bl4-production/x0tta6bl4',
        appeared: false,
        generation: { from: '41', to: '42' },
        replicas: { from: '2', to: '3' },
        images: [
          {
            from: 'ghcr.io/mesh/x0tta6bl4:2.3.0',
            to: 'ghcr.io/mesh/x0tta6bl4:2.3.1',
          },
        ],
      },
      {
        workload: 'Deployment/x0tta6bl4-production/x0tta6bl4-worker',
        appeared: true,
        generation: undefined,
        replicas: undefined,
        images: [],
      },
    ]);
  });

  it('shows images that came and went alone', () => {
    const images = { from: ['a:1', 'b:1'], to: ['a:2'] };
    expect(
      of({ workloads: [{ workload: 'w', images }] }).workloads[0].images,
    ).toEqual([
      { from: 'a:1', to: 'a:2' },
      { from: 'b:1', to: '' },
    ]);
  });

  it.each([
    [{}],
    [{ workloads: 'none', finding: 'x', selection: [], by: 7, total: '4' }],
    [{ workloads: [null, 'x', { generation: 4 }], finding: null }],
  ])('takes nothing for granted: %j', evidence => {
    expect(of(evidence)).toEqual({
      workloads: [],
      selectionChanged: false,
      by: undefined,
      reason: undefined,
      message: undefined,
      link: undefined,
    });
  });
});
