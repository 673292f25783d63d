<?php

namespace Acme;

use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../src/Area.php';

class AreaTest extends TestCase
{
    public function testRectangle(): void
    {
        $this->assertSame(6, Area::rectangle(2, 3));
    }

    /** @dataProvider versions */
    public function testVersion(string $version): void
    {
        $this->assertNotEmpty($version);
    }

    public static function versions(): array
    {
        return ['[4.2.1] first' => ['1.2.3'], 'second' => ['2.0.0']];
    }

    public function testFails(): void
    {
        $this->assertSame(1, 2);
    }

    public function testSkipped(): void
    {
        $this->markTestSkipped('no data');
    }

    public function testBreaks(): void
    {
        throw new \RuntimeException('broken');
    }
}
