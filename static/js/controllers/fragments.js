// htmx is fetched only by pages that have something for it to do.
if (document.querySelector('[hx-get], [hx-post]')) {
  const script = document.createElement('script')
  script.src = new URL('../../vendor/htmx-4.0.1/htmx.min.js', import.meta.url)
  document.head.append(script)
}
