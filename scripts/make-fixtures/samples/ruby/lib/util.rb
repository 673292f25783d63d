module Util
  def self.double(value)
    value * 2
  end
end
