// One file on its way to the server; `progress` hears how far it is, from 0 to 1.
export function send(address, file, token, progress) {
  const body = new FormData()
  body.set('file', file, file.name || 'picture.png')
  body.set('csrf_token', token)
  const request = new XMLHttpRequest()
  const answered = new Promise((resolve, reject) => {
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total ? loaded / total : 0))
    request.addEventListener('load', () => (request.status < 300 ? resolve : reject)(read(request)))
    request.addEventListener('error', () => reject({}))
    request.addEventListener('abort', () => reject({ stopped: true }))
  })
  request.open('POST', address)
  request.setRequestHeader('Accept', 'application/json')
  request.send(body)
  return { answered, stop: () => request.abort() }
}

function read(request) {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return {}
  }
}
