import { configApiRef } from '@backstage/core-plugin-api';
import { mockApis, TestApiProvider } from '@backstage/frontend-test-utils';
import { render, screen } from '@testing-library/react';
import { MetricsNote } from './MetricsNote';

const show = (metrics?: string) =>
  render(
    <TestApiProvider
      apis={[
        [
          configApiRef,
          mockApis.config({ data: metrics ? { example: { metrics } } : {} }),
        ],
      ]}
    >
      <MetricsNote />
    </TestApiProvider>,
  );

describe('MetricsNote', () => {
  it.each([
    ['real', /A real Prometheus runs beside this portal/],
    ['recorded', /answers that were recorded/],
  ])('says that the metrics are %s', (metrics, said) => {
    show(metrics);
    expect(screen.getByText(said)).toBeInTheDocument();
  });

  it.each(['off', undefined])('says nothing where they are %s', metrics => {
    const { container } = show(metrics);
    expect(container).toBeEmptyDOMElement();
  });
});
