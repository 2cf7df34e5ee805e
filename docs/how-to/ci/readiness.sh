#!/bin/sh
# Asks the release gate, or sends a report. Needs sh and curl 7.55 or newer.
#
#   sh readiness.sh gate ENTITY SCORECARD
#     exit code 0 ready; 1 blocked; 2 waits for the service or for people;
#     3 waits for the platform alone; 4 an error, or no such gate
#   sh readiness.sh report ENTITY TYPE FILE
#     exit code 0 stored; 4 not. A FILE that ends in .gz is sent as gzip.
#
# PORTAL_URL           where the backend answers (backend.baseUrl)
# READINESS_TOKEN      sent as a header that no process list shows
# READINESS_WHEN_DOWN  closed (4, the default) or open (0): the exit code when
#                      the portal does not answer, or answers 429 or 5xx.
#                      What it refuses (401, 403, 404 …) is 4 in any case.
# READINESS_TIMEOUT    seconds for one attempt, 10
# READINESS_TRIES      attempts, 3
# gate:   READINESS_ENVIRONMENT, READINESS_MAX_AGE, READINESS_IMAGE,
#         READINESS_COMMIT, READINESS_PROMOTED_FROM
# report: READINESS_RUN_ID (required), READINESS_TIME (when the run ended; else
#         when FILE was written), READINESS_FORMAT, READINESS_ENVIRONMENT,
#         READINESS_COMMIT, READINESS_IMAGE, READINESS_LINK
set -u

newline='
'
timeout=${READINESS_TIMEOUT:-10}
tries=${READINESS_TRIES:-3}
when_down=${READINESS_WHEN_DOWN:-closed}

stop() {
  echo "readiness: $1" >&2
  exit 4
}

need() { # NAME VALUE
  [ -n "$2" ] || stop "$1 is not set"
}

number() { # NAME VALUE
  case $2 in
    '' | 0* | *[!0-9]*) stop "$1 is '$2'; give a whole number above 0" ;;
  esac
}

# The arguments are curl's. Sets status and answer; fails when the portal is down.
ask() {
  attempt=1
  while :; do
    if answer=$(printf 'Authorization: Bearer %s' "$READINESS_TOKEN" |
      curl --silent --show-error --globoff --max-time "$timeout" \
        --header @- --write-out '\n%{http_code}' "$@"); then
      status=${answer##*"$newline"}
      answer=${answer%"$newline"*}
    else
      status=000
    fi
    case $status in
      000 | 429 | 5??) echo "readiness: attempt $attempt of $tries: $status" >&2 ;;
      *) return 0 ;;
    esac
    [ "$attempt" -lt "$tries" ] || return 1
    sleep "$attempt"
    attempt=$((attempt + 1))
  done
}

down() {
  if [ "$when_down" = open ]; then
    echo "readiness: no answer from $PORTAL_URL; going on without it, as READINESS_WHEN_DOWN=open says" >&2
    exit 0
  fi
  stop "no answer from $PORTAL_URL"
}

json() { # NAME VALUE ...: an object of those with a value
  object=
  while [ $# -gt 1 ]; do
    case $2 in
      *[\"\\]* | *"$newline"*) stop "$1 holds a quote, a backslash or a line break" ;;
    esac
    [ -z "$2" ] || object="$object${object:+,}\"$1\":\"$2\""
    shift 2
  done
  printf '{%s}' "$object"
}

# What means something in a URL, and is refused there unless it is encoded.
encoding="s/%/%25/g; s/ /%20/g; s/!/%21/g; s/\"/%22/g; s/#/%23/g; s/[$]/%24/g; s/&/%26/g
s/'/%27/g; s/(/%28/g; s/)/%29/g; s/[*]/%2A/g; s/+/%2B/g; s/,/%2C/g; s|/|%2F|g; s/:/%3A/g
s/;/%3B/g; s/=/%3D/g; s/?/%3F/g; s/@/%40/g; s/\[/%5B/g; s/\]/%5D/g"

query() { # NAME VALUE ...: of those with a value
  pairs=
  while [ $# -gt 1 ]; do
    value=$(printf '%s' "$2" | sed "$encoding")
    [ -z "$2" ] || pairs="$pairs${pairs:+&}$1=$value"
    shift 2
  done
  printf '%s' "$pairs"
}

gate() { # ENTITY SCORECARD
  body=$(json entityRef "$1" scorecard "$2" \
    environment "${READINESS_ENVIRONMENT:-}" \
    maxAge "${READINESS_MAX_AGE:-}" \
    image "${READINESS_IMAGE:-}" \
    commit "${READINESS_COMMIT:-}" \
    promotedFrom "${READINESS_PROMOTED_FROM:-}") || exit 4
  ask --header 'Content-Type: application/json' --data-raw "$body" \
    "${PORTAL_URL%/}/api/readiness/verdicts" || down
  [ "$status" = 200 ] || stop "$PORTAL_URL answered $status: $answer"
  code=$(printf '%s' "$answer" | sed -n 's/.*"exitCode": *\([0-4]\).*/\1/p')
  [ -n "$code" ] || stop "the answer of $PORTAL_URL has no exit code: $answer"
  if command -v jq >/dev/null; then
    printf '%s' "$answer" |
      jq -r '.message, (.reasons[] | "  \(.item) \(.text): \(.message // .result)")'
  else
    printf '%s\n' "$answer"
  fi
  exit "$code"
}

# A tool writes its report when the run ends; sent again, it has the same time.
written() { # FILE
  date -u -r "$1" +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ
}

report() { # ENTITY TYPE FILE
  [ -s "$3" ] || stop "there is no report in $3"
  need READINESS_RUN_ID "${READINESS_RUN_ID:-}"
  gzip=
  case $3 in *.gz) gzip=yes ;; esac
  asked=$(query entityRef "$1" type "$2" \
    runId "$READINESS_RUN_ID" \
    time "${READINESS_TIME:-$(written "$3")}" \
    format "${READINESS_FORMAT:-}" \
    environment "${READINESS_ENVIRONMENT:-}" \
    commit "${READINESS_COMMIT:-}" \
    image "${READINESS_IMAGE:-}" \
    link "${READINESS_LINK:-}")
  ask --header 'Content-Type: application/octet-stream' \
    ${gzip:+--header 'Content-Encoding: gzip'} --data-binary "@$3" \
    "${PORTAL_URL%/}/api/readiness/reports?$asked" || down
  case $status in
    200) echo "readiness: $2 of $1 was stored already" ;;
    201) echo "readiness: $2 of $1 is stored" ;;
    *) stop "$PORTAL_URL answered $status: $answer" ;;
  esac
}

need PORTAL_URL "${PORTAL_URL:-}"
need READINESS_TOKEN "${READINESS_TOKEN:-}"
number READINESS_TIMEOUT "$timeout"
number READINESS_TRIES "$tries"
case $when_down in
  open | closed) ;;
  *) stop "READINESS_WHEN_DOWN is '$when_down'; give open or closed" ;;
esac
command -v curl >/dev/null || stop 'there is no curl'

case "${1:-} $#" in
  'gate 3') gate "$2" "$3" ;;
  'report 4') report "$2" "$3" "$4" ;;
  *) stop 'usage: readiness.sh gate ENTITY SCORECARD | report ENTITY TYPE FILE' ;;
esac
