require "simplecov"
SimpleCov.start do
  enable_coverage :branch
  add_filter "/test/"
  formatter SimpleCov::Formatter::JSONFormatter if defined?(SimpleCov::Formatter::JSONFormatter)
end

require_relative "../lib/area"
require_relative "../lib/util"
require_relative "../lib/other/util"
require_relative "../my tools/scale"

raise "area" unless Area.rectangle(2, 3) == 6
raise "words" unless Area.describe(4) == "small"
raise "util" unless scale(Util.double(1)) == 20
begin
  Area.rectangle(-1, 1)
rescue ArgumentError
  nil
end
