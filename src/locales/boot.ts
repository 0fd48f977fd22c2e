import { tagOf, type Language } from '.'

/** The only texts outside the JSON files: they are needed when those, or the interface, cannot be loaded. */
const TEXTS: Record<Language, { message: string; reload: string }> = {
  en: { message: 'The app could not be loaded. Check the connection.', reload: 'Reload' },
  de: { message: 'Die App konnte nicht geladen werden. Prüfen Sie die Verbindung.', reload: 'Neu laden' },
  ru: { message: 'Не удалось загрузить приложение. Проверьте соединение.', reload: 'Перезагрузить' },
}

/** Says, without the interface, that the interface could not be loaded, and offers to load the page anew. */
export function tellBootFailure(language: Language): void {
  const { message, reload } = TEXTS[language]
  const text = document.createElement('p')
  text.textContent = message
  const button = document.createElement('button')
  button.textContent = reload
  button.addEventListener('click', () => window.location.reload())
  const notice = document.createElement('main')
  notice.setAttribute('role', 'alert')
  notice.className = 'boot-failure'
  notice.append(text, button)
  document.documentElement.lang = tagOf(language)
  document.body.replaceChildren(notice)
}
