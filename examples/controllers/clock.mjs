// The one moment from which every time in examples/clusters is counted back.
let moment = new Date('2026-11-20T06:00:00Z');

export function setMoment(text) {
  const parsed = new Date(text);
  if (Number.isNaN(parsed.getTime())) throw new Error(`--at wants an RFC 3339 time, found ${JSON.stringify(text)}`);
  moment = parsed;
}

export const now = () => moment;
export const rfc3339 = date => date.toISOString().replace(/\.\d+Z$/, 'Z');
export const minutesAgo = minutes => rfc3339(new Date(moment.getTime() - minutes * 60_000));
export const daysAgo = days => minutesAgo(days * 24 * 60);
export const secondsAfter = (time, seconds) => rfc3339(new Date(new Date(time).getTime() + seconds * 1000));

/** The latest times before now at which a schedule of the form "M H * * *" or "M H * * DAY" ran, newest first. */
export function latestRuns(schedule, count) {
  const [minute, hour, , , weekday] = schedule.split(' ');
  const run = new Date(moment);
  run.setUTCHours(Number(hour), Number(minute), 0, 0);
  const due = () => run < moment && (weekday === '*' || run.getUTCDay() === Number(weekday) % 7);
  const runs = [];
  while (runs.length < count) {
    if (due()) runs.push(rfc3339(run));
    run.setUTCDate(run.getUTCDate() - 1);
  }
  return runs;
}
