-- PUT of a new record each time: the places it may be put are in FILE (one a line), the body in BODY.
package.path = os.getenv("LUA_DIR") .. "/?.lua;" .. package.path
local summary_line = require("summary").line
local places, at, thread_seed = {}, 0, 0
for line in io.lines(os.getenv("FILE")) do places[#places + 1] = line end
local body, token = os.getenv("BODY"), os.getenv("TOKEN")
local started = tonumber(os.getenv("MILLIS"))

function setup(thread)
  thread_seed = thread_seed + 1
  thread:set("seed", thread_seed * 7919 + started % 100000)
end

function init() math.randomseed(seed) end

local function hex(digits)
  local out = {}
  for i = 1, digits do out[i] = string.format("%x", math.random(0, 15)) end
  return table.concat(out)
end

-- A UUIDv7: 48 bits of time, then randomness.
local function id()
  local time = string.format("%012x", started)
  return time:sub(1, 8) .. "-" .. time:sub(9, 12) .. "-7" .. hex(3) .. "-a" .. hex(3) .. "-" .. hex(12)
end

function request()
  at = at % #places + 1
  local headers = {
    ["Content-Type"] = "application/json",
    ["Authorization"] = "Bearer " .. token,
    ["Idempotency-Key"] = id(),
    ["If-None-Match"] = "*",
  }
  return wrk.format("PUT", places[at] .. "/" .. id(), headers, body)
end

function done(summary, latency) summary_line(summary, latency) end
