"""Whatever hue a brand chooses, its words stay readable."""

from pathlib import Path

import pytest

from community import paths

PAIRS = [
    ("on-brand", "brand-fill"), ("on-brand", "brand-fill-hover"), ("brand-ink", "paper"),
    ("brand-ink", "surface"), ("brand-ink", "chosen"), ("brand-ink", "brand-wash"),
    ("ink", "paper"), ("ink", "chosen"), ("ink-soft", "paper"), ("ink-soft", "sunken"),
    ("ink-soft", "chosen"), ("ink-soft", "raised"), ("accent-ink", "accent-wash"),
    ("accent-ink", "paper"), ("good-ink", "good-wash"), ("warn-ink", "warn-wash"),
    ("bad-ink", "bad-wash"), ("info-ink", "info-wash"), ("bad-ink", "paper"), ("good-ink", "paper"),
]  # fmt: skip

MEASURE = """(pairs) => {
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1})
  const brush = canvas.getContext('2d', {willReadFrequently: true})
  const probe = document.body.appendChild(document.createElement('i'))
  const light = (name) => {
    probe.style.color = `var(--${name})`
    brush.fillStyle = getComputedStyle(probe).color
    brush.fillRect(0, 0, 1, 1)
    const parts = [...brush.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255)
    const [red, green, blue] = parts.map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const poor = []
  for (let hue = 0; hue < 360; hue += 15) for (const chroma of [0.03, 0.095, 0.16]) {
    const root = document.documentElement.style
    root.setProperty('--brand-hue', hue)
    root.setProperty('--accent-hue', hue)
    root.setProperty('--brand-chroma', chroma)
    for (const [ink, fill] of pairs) {
      const [high, low] = [light(ink), light(fill)].sort((a, b) => b - a)
      const ratio = (high + 0.05) / (low + 0.05)
      if (ratio < 4.5) poor.push(`${ink} on ${fill}, hue ${hue}, chroma ${chroma}: ${ratio.toFixed(2)}`)
    }
  }
  return poor
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_keeps_its_contrast_for_every_hue_a_brand_may_choose(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_content(f"<style>{Path(paths.STATIC / 'css/tokens.css').read_text()}</style>")
    assert page.evaluate(MEASURE, PAIRS) == []
