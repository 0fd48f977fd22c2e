import { setPageLanguage, type Language } from '../locales'

/** The only texts outside the JSON files: they are shown when those files, or the interface, cannot be loaded. */
const TEXTS: Record<Language, [message: string, reload: string]> = {
  en: ['Couldn’t load Stage Card. Check your connection, then reload.', 'Reload'],
  de: ['Stage Card konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und laden Sie neu.', 'Neu laden'],
  ru: ['Не удалось загрузить приложение. Проверьте соединение.', 'Перезагрузить'],
  ua: ['Не вдалося завантажити застосунок. Перевірте з’єднання.', 'Перезавантажити'],
  pl: ['Nie udało się wczytać Stage Card. Sprawdź połączenie, a następnie wczytaj ponownie.', 'Wczytaj ponownie'],
  fr: ['Impossible de charger Stage Card. Vérifiez votre connexion, puis rechargez.', 'Recharger'],
  it: ['Impossibile caricare Stage Card. Controlla la connessione, poi ricarica.', 'Ricarica'],
  la: ['No se pudo cargar Stage Card. Revise su conexión y recargue.', 'Recargar'],
  br: ['Não foi possível carregar o Stage Card. Verifique sua conexão e recarregue.', 'Recarregar'],
  tr: ['Uygulama yüklenemedi. Bağlantıyı kontrol edin.', 'Yeniden yükle'],
  ar: ['تعذّر تحميل التطبيق. تحقّق من الاتصال.', 'إعادة التحميل'],
  hi: ['ऐप लोड नहीं हो सका। कनेक्शन जाँचें।', 'फिर से लोड करें'],
  th: ['โหลดแอปไม่สำเร็จ โปรดตรวจสอบการเชื่อมต่อ', 'โหลดใหม่'],
  vn: ['Không tải được ứng dụng. Hãy kiểm tra kết nối.', 'Tải lại'],
  id: ['Aplikasi tidak dapat dimuat. Periksa koneksi.', 'Muat ulang'],
  ms: ['Aplikasi tidak dapat dimuatkan. Semak sambungan.', 'Muat semula'],
  ja: ['アプリを読み込めませんでした。接続を確認してください。', '再読み込み'],
  sc: ['无法加载应用。请检查网络连接。', '重新加载'],
  tc: ['無法載入應用程式。請檢查網路連線。', '重新載入'],
  kz: ['Қолданба жүктелмеді. Байланысты тексеріңіз.', 'Қайта жүктеу'],
}

/** Shows that the interface could not be loaded, and a button that reloads the page. Needs nothing of the interface. */
export function showBootFailure(language: Language): void {
  const [message, reload] = TEXTS[language]
  const text = document.createElement('p')
  text.textContent = message
  const button = document.createElement('button')
  button.textContent = reload
  button.addEventListener('click', () => window.location.reload())
  const notice = document.createElement('main')
  notice.setAttribute('role', 'alert')
  notice.className = 'boot-failure'
  notice.append(text, button)
  setPageLanguage(language)
  document.documentElement.classList.add('ready')
  document.body.replaceChildren(notice)
}
