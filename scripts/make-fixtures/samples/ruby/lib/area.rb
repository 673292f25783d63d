# Areas of shapes.
module Area
  def self.rectangle(width, height)
    raise ArgumentError, "negative side" if width < 0 || height < 0

    width * height
  end

  def self.describe(area)
    if area > 100
      "large"
    elsif area > 10
      "medium"
    else
      "small"
    end
  end

  def self.never_called(value)
    value ? 1 : 2
  end

  # :nocov:
  def self.skipped
    nil
  end
  # :nocov:
end
