// The portal's slider, and the menu items that open it.

/** Opens a page of the portal in a slider; resolves when it is closed. */
export function slide(path: string): Promise<void> {
  const slider = document.createElement('dialog')
  slider.className = 'slide'
  const close = document.createElement('button')
  close.textContent = '✕'
  close.ariaLabel = 'Close'
  const frame = document.createElement('iframe')
  frame.src = path + (path.includes('?') ? '&' : '?') + 'IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'
  frame.dataset.testid = 'slider-frame'
  slider.append(close, frame)
  document.body.append(slider)
  slider.showModal()
  close.addEventListener('click', () => slider.close())
  return new Promise((resolve) => {
    slider.addEventListener('close', () => {
      slider.remove()
      resolve()
    })
  })
}

addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[data-slide]')
  if (!link) return
  event.preventDefault()
  link.closest('details')?.removeAttribute('open')
  void slide(link.pathname + link.search)
})
