def scale(value)
  value * 10
end
