-- Shared by every script: prints one line of JSON with what was measured.
-- Environment: TOKEN (access token), FILE (JSON lines: one request each), KIND.
local json = {}

function json.line(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"micros":%d,"p50":%d,"p95":%d,"p99":%d,"refused":%d,"broken":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end

return json
