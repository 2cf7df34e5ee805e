import { act, renderHook, waitFor } from '@testing-library/react';
import { useApiData } from './useApiData';

describe('useApiData', () => {
  it('asks once a key, however often it renders', async () => {
    const load = jest.fn(async () => 'value');
    const { result, rerender } = renderHook(() =>
      useApiData('a', () => load()),
    );
    await waitFor(() => expect(result.current.value).toBe('value'));
    rerender();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('asks nothing without a key', () => {
    const load = jest.fn(async () => 'value');
    renderHook(() => useApiData(undefined, load));
    expect(load).not.toHaveBeenCalled();
  });

  it('cancels what nobody waits for any more, and shows only the last answer', async () => {
    const signals: AbortSignal[] = [];
    const load = (key: string) => (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<string>(resolve => {
        setTimeout(() => resolve(key), key === 'slow' ? 50 : 1);
      });
    };
    const { result, rerender, unmount } = renderHook(
      ({ key }) => useApiData(key, load(key)),
      {
        initialProps: { key: 'slow' },
      },
    );
    rerender({ key: 'fast' });
    await waitFor(() => expect(result.current.value).toBe('fast'));
    await act(() => new Promise(resolve => setTimeout(resolve, 80)));
    expect(result.current.value).toBe('fast');
    expect(signals.map(signal => signal.aborted)).toEqual([true, false]);
    unmount();
    expect(signals[1].aborted).toBe(true);
  });
});
