<?php

namespace Acme;

class Area
{
    public static function rectangle(int $width, int $height): int
    {
        if ($width < 0 || $height < 0) {
            throw new \InvalidArgumentException('negative side');
        }
        return $width * $height;
    }

    public static function neverCalled(bool $value): int
    {
        return $value
            ? 1
            : 2;
    }
}
