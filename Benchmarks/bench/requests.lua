-- Asks one route for clients drawn at random; `wrk … -- before after file-of-ids seed token`.
local ids, before, after = {}, "", ""

function init(args)
   before, after = args[1], args[2]
   for line in io.lines(args[3]) do ids[#ids + 1] = line end
   math.randomseed(tonumber(args[4]))
   wrk.headers["Authorization"] = "Bearer " .. args[5]
end

function request()
   return wrk.format("GET", before .. ids[math.random(#ids)] .. after)
end

function done(summary, latency)
   local errors = summary.errors
   io.write(string.format(
      '\n{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %.1f, "p99": %.1f, "failures": %d}\n',
      summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
      errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
