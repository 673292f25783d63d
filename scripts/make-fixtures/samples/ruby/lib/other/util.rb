module OtherUtil
  def self.halve(value)
    value / 2
  end
end
