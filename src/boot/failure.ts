import { setPageLanguage, type Language } from '../locales'

/** The only texts outside the JSON files: they are shown when those files, or the interface, cannot be loaded. */
const TEXTS: Record<Language, [message: string, reload: string]> = {
  en: ['Couldn’t load Stage Card. Check your connection, then reload.', 'Reload'],
  de: ['Stage Card konnte nicht geladen werden. Prüfen Sie Ihre Verbindung und laden Sie die Seite neu.', 'Neu laden'],
  ru: ['Не удалось загрузить Stage Card. Проверьте соединение и перезагрузите страницу.', 'Перезагрузить'],
  ua: ['Не вдалося завантажити Stage Card. Перевірте з’єднання та перезавантажте сторінку.', 'Перезавантажити'],
  pl: [
    'Nie udało się wczytać Stage Card. Sprawdź połączenie, a następnie wczytaj stronę ponownie.',
    'Wczytaj ponownie',
  ],
  fr: ['Impossible de charger Stage Card. Vérifiez votre connexion, puis rechargez la page.', 'Recharger'],
  it: ['Impossibile caricare Stage Card. Controlla la connessione, poi ricarica la pagina.', 'Ricarica'],
  la: ['No se pudo cargar Stage Card. Revise su conexión y recargue la página.', 'Recargar'],
  br: ['Não foi possível carregar o Stage Card. Verifique sua conexão e recarregue a página.', 'Recarregar'],
  tr: ['Stage Card yüklenemedi. Bağlantınızı kontrol edip sayfayı yeniden yükleyin.', 'Yeniden yükle'],
  ar: ['تعذّر تحميل Stage Card. تحقق من اتصالك ثم أعد تحميل الصفحة.', 'إعادة التحميل'],
  hi: ['Stage Card लोड नहीं हो सका। अपना कनेक्शन जाँचें, फिर पेज रीलोड करें।', 'रीलोड करें'],
  th: ['โหลด Stage Card ไม่สำเร็จ กรุณาตรวจสอบการเชื่อมต่อแล้วโหลดใหม่', 'โหลดใหม่'],
  vn: ['Không tải được Stage Card. Vui lòng kiểm tra kết nối rồi tải lại.', 'Tải lại'],
  id: ['Stage Card tidak dapat dimuat. Periksa koneksi Anda, lalu muat ulang.', 'Muat ulang'],
  ms: ['Stage Card tidak dapat dimuatkan. Semak sambungan anda, kemudian muat semula.', 'Muat semula'],
  ja: ['Stage Cardを読み込めませんでした。接続を確認して、再読み込みしてください。', '再読み込み'],
  sc: ['无法加载 Stage Card。请检查网络连接，然后重新加载。', '重新加载'],
  tc: ['無法載入 Stage Card。請檢查網路連線，然後重新載入。', '重新載入'],
  kz: ['Stage Card қосымшасы жүктелмеді. Байланысты тексеріп, бетті қайта жүктеңіз.', 'Қайта жүктеу'],
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
