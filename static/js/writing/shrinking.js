// A photograph as large as pages show it, upright and without what the camera noted, before it travels.
const SIDE = 2048
const LIGHT = 900_000
const SHRUNK = /^image\/(jpeg|png)$/

export async function shrunk(file) {
  if (!SHRUNK.test(file.type)) return file
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  if (scale === 1 && file.size < LIGHT) return file
  const smaller = await drawn(picture, scale, file.type).catch(() => null)
  return smaller && smaller.size < file.size ? new File([smaller], file.name, { type: smaller.type }) : file
}

async function drawn(picture, scale, type) {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const pen = canvas.getContext('2d')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, type, 0.88))
}
