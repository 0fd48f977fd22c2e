import type { ListingLanguage } from '../../.package/listing/form'
import type { CrmData } from '../portal/data'

/** The stand-in portal's names, and their translations: German, Russian, Spanish, Portuguese. */
const NAMES: Record<string, [de: string, ru: string, la: string, br: string]> = {
  // The portal's own page.
  Portal: ['Portal', 'Портал', 'Portal', 'Portal'],
  'Find people, documents, and more': [
    'Personen, Dokumente und mehr finden',
    'Искать сотрудника, документ и прочее',
    'Buscar personas, documentos y más',
    'Buscar pessoas, documentos e mais',
  ],
  'Ada Byron': ['Ada Byron', 'Анна Белова', 'Ada Byron', 'Ada Byron'],
  Leads: ['Leads', 'Лиды', 'Prospectos', 'Leads'],
  Deals: ['Aufträge', 'Сделки', 'Negociaciones', 'Negócios'],
  Estimates: ['Angebote', 'Предложения', 'Cotizaciones', 'Orçamentos'],
  Invoices: ['Rechnungen', 'Счета', 'Facturas', 'Faturas'],
  Equipment: ['Geräte', 'Оборудование', 'Equipos', 'Equipamentos'],
  Applications: ['Anwendungen', 'Приложения', 'Aplicaciones', 'Aplicativos'],
  Kanban: ['Kanban', 'Канбан', 'Kanban', 'Kanban'],
  List: ['Liste', 'Список', 'Lista', 'Lista'],
  Title: ['Name', 'Название', 'Nombre', 'Nome'],
  Stage: ['Phase', 'Стадия', 'Etapa', 'Etapa'],
  Amount: ['Betrag', 'Сумма', 'Importe', 'Valor'],
  Created: ['Erstellt', 'Создан', 'Creado', 'Criado'],
  // Lists and pipelines.
  'Lead stages': ['Phasen des Leads', 'Стадии лида', 'Etapas del prospecto', 'Etapas do lead'],
  Sources: ['Quellen', 'Источники', 'Fuentes', 'Origens'],
  'Contact type': ['Kontakttyp', 'Тип контакта', 'Tipo de contacto', 'Tipo de contato'],
  'Company type': ['Unternehmenstyp', 'Тип компании', 'Tipo de empresa', 'Tipo de empresa'],
  Employees: ['Mitarbeiter', 'Количество сотрудников', 'Empleados', 'Funcionários'],
  Industry: ['Branche', 'Сфера деятельности', 'Sector', 'Setor'],
  'Deal type': ['Auftragstyp', 'Тип сделки', 'Tipo de negociación', 'Tipo de negócio'],
  'Invoice stages': ['Phasen der Rechnung', 'Стадии счёта', 'Etapas de la factura', 'Etapas da fatura'],
  'Equipment (General)': ['Geräte (Allgemein)', 'Оборудование (Общая)', 'Equipos (General)', 'Equipamentos (Geral)'],
  'General deal stages': [
    'Allgemein, Phasen des Auftrags',
    'Общая, стадии сделки',
    'General, etapas de la negociación',
    'Geral, fases do negócio',
  ],
  'Rent deal stages': [
    'Vermietung, Phasen des Auftrags',
    'Аренда, стадии сделки',
    'Alquiler, etapas de la negociación',
    'Aluguel, fases do negócio',
  ],
  'Estimate stages': ['Phasen des Angebots', 'Стадии предложения', 'Etapas de la cotización', 'Etapas do orçamento'],
  Salutations: ['Anreden', 'Обращения', 'Tratamientos', 'Formas de tratamento'],
  'Call list statuses': [
    'Status der Anrufliste',
    'Статусы обзвона',
    'Estados de la lista de llamadas',
    'Status da lista de chamadas',
  ],
  General: ['Allgemein', 'Общая', 'General', 'Geral'],
  Rent: ['Vermietung', 'Аренда', 'Alquiler', 'Aluguel'],
  // Stages.
  Unassigned: ['Nicht zugewiesen', 'Не обработан', 'Sin asignar', 'Não atribuído'],
  Assigned: ['Zugewiesen', 'В обработке', 'Asignado', 'Atribuído'],
  Processed: ['Bearbeitet', 'Обработан', 'Procesado', 'Processado'],
  'Good lead': ['Guter Lead', 'Качественный лид', 'Buen prospecto', 'Lead qualificado'],
  'Junk lead': ['Schlechter Lead', 'Некачественный лид', 'Prospecto descartado', 'Lead descartado'],
  New: ['Neu', 'Новая', 'Nueva', 'Novo'],
  'Prepare documents': [
    'Unterlagen vorbereiten',
    'Подготовка документов',
    'Preparar documentos',
    'Preparar documentos',
  ],
  'Prepayment invoice': ['Anzahlungsrechnung', 'Счёт на предоплату', 'Factura de anticipo', 'Fatura de adiantamento'],
  'In progress': ['In Arbeit', 'В работе', 'En progreso', 'Em andamento'],
  'Making it': ['Fertigung', 'Изготовление', 'Fabricación', 'Produção'],
  'Final invoice': ['Schlussrechnung', 'Финальный счёт', 'Factura final', 'Fatura final'],
  'Deal won': ['Auftrag bekommen', 'Сделка успешна', 'Negociación ganada', 'Negócio ganho'],
  'Deal lost': ['Auftrag nicht bekommen', 'Сделка провалена', 'Negociación perdida', 'Negócio perdido'],
  'Analyze failure': ['Misserfolg analysieren', 'Анализ причины провала', 'Analizar la falla', 'Analisar falha'],
  Request: ['Anfrage', 'Заявка', 'Solicitud', 'Solicitação'],
  Contract: ['Vertrag', 'Договор', 'Contrato', 'Contrato'],
  'Rented out': ['Vermietet', 'Сдано в аренду', 'Alquilado', 'Alugado'],
  Returned: ['Zurückgegeben', 'Возвращено', 'Devuelto', 'Devolvido'],
  Closed: ['Abgeschlossen', 'Закрыта', 'Cerrado', 'Concluído'],
  'Not rented': ['Nicht vermietet', 'Не сдано', 'No alquilado', 'Não alugado'],
  'Sent to client': ['An Kunden gesendet', 'Отправлено клиенту', 'Enviada al cliente', 'Enviado ao cliente'],
  Accepted: ['Angenommen', 'Принято', 'Aceptada', 'Aceito'],
  Declined: ['Abgelehnt', 'Отклонено', 'Rechazada', 'Recusado'],
  Paid: ['Bezahlt', 'Оплачен', 'Pagada', 'Pago'],
  'Not paid': ['Nicht bezahlt', 'Не оплачен', 'No pagada', 'Não pago'],
  Start: ['Start', 'Начало', 'Inicio', 'Início'],
  Preparation: ['Vorbereitung', 'Подготовка', 'Preparación', 'Preparação'],
  'Client approval': [
    'Freigabe durch Kunden',
    'Согласование с клиентом',
    'Aprobación del cliente',
    'Aprovação do cliente',
  ],
  Success: ['Erfolg', 'Успех', 'Éxito', 'Sucesso'],
  Failed: ['Misserfolg', 'Провал', 'Sin éxito', 'Sem sucesso'],
  // Values of plain lists.
  Call: ['Anruf', 'Звонок', 'Llamada', 'Ligação'],
  'E-mail': ['E-Mail', 'Электронная почта', 'Correo electrónico', 'E-mail'],
  Website: ['Website', 'Сайт', 'Sitio web', 'Site'],
  Advertising: ['Werbung', 'Реклама', 'Publicidad', 'Publicidade'],
  'Existing client': ['Bestandskunde', 'Существующий клиент', 'Cliente actual', 'Cliente atual'],
  Other: ['Sonstiges', 'Другое', 'Otro', 'Outro'],
  'Information technology': [
    'Informationstechnik',
    'Информационные технологии',
    'Tecnología de la información',
    'Tecnologia da informação',
  ],
  Telecommunication: ['Telekommunikation', 'Телекоммуникации', 'Telecomunicaciones', 'Telecomunicações'],
  Manufacturing: ['Produktion', 'Производство', 'Manufactura', 'Indústria'],
  Clients: ['Kunden', 'Клиенты', 'Clientes', 'Clientes'],
  Suppliers: ['Lieferanten', 'Поставщики', 'Proveedores', 'Fornecedores'],
  Partners: ['Partner', 'Партнёры', 'Socios', 'Parceiros'],
  Client: ['Kunde', 'Клиент', 'Cliente', 'Cliente'],
  Supplier: ['Lieferant', 'Поставщик', 'Proveedor', 'Fornecedor'],
  Competitor: ['Wettbewerber', 'Конкурент', 'Competidor', 'Concorrente'],
  'less than 50': ['weniger als 50', 'менее 50', 'menos de 50', 'menos de 50'],
  Sales: ['Verkauf', 'Продажа', 'Ventas', 'Vendas'],
  Services: ['Dienstleistungen', 'Услуги', 'Servicios', 'Serviços'],
  'Mr.': ['Herr', 'г-н', 'Sr.', 'Sr.'],
  'Mrs.': ['Frau', 'г-жа', 'Sra.', 'Sra.'],
  Successful: ['Erfolgreich', 'Успешно', 'Exitosa', 'Bem-sucedida'],
  'Wrong number': ['Falsche Nummer', 'Неверный номер', 'Número equivocado', 'Número errado'],
  Draft: ['Entwurf', 'Черновик', 'Borrador', 'Rascunho'],
  Rejected: ['Abgelehnt', 'Отклонён', 'Rechazada', 'Rejeitada'],
  Information: ['Information', 'Информация', 'Información', 'Informação'],
  'Phone call': ['Telefonat', 'Телефонный звонок', 'Llamada telefónica', 'Chamada telefônica'],
  Planned: ['Geplant', 'Запланирована', 'Planificada', 'Planejado'],
  // Items: what they are about, and whom they are for.
  'Call from the website': [
    'Anruf über die Website',
    'Звонок с сайта',
    'Llamada desde el sitio web',
    'Ligação pelo site',
  ],
  'Trade fair, stand 12': ['Messe, Stand 12', 'Выставка, стенд 12', 'Feria, stand 12', 'Feira, estande 12'],
  'Newsletter reply': [
    'Antwort auf den Newsletter',
    'Ответ на рассылку',
    'Respuesta al boletín',
    'Resposta ao boletim',
  ],
  'Request for a demo': [
    'Bitte um eine Vorführung',
    'Запрос демонстрации',
    'Solicitud de demostración',
    'Pedido de demonstração',
  ],
  'Returning visitor': [
    'Wiederkehrender Besucher',
    'Повторный посетитель',
    'Visitante recurrente',
    'Visitante recorrente',
  ],
  'Partner’s tip': [
    'Tipp eines Partners',
    'Рекомендация партнёра',
    'Recomendación de un socio',
    'Indicação de um parceiro',
  ],
  'Coffee machines for the office': [
    'Kaffeemaschinen fürs Büro',
    'Кофемашины для офиса',
    'Cafeteras para la oficina',
    'Cafeteiras para o escritório',
  ],
  'Annual service contract': [
    'Jährlicher Wartungsvertrag',
    'Годовое обслуживание',
    'Contrato anual de servicio',
    'Contrato anual de serviço',
  ],
  'Lighting, second floor': [
    'Beleuchtung, zweiter Stock',
    'Освещение, второй этаж',
    'Iluminación, segundo piso',
    'Iluminação, segundo andar',
  ],
  'Delivery van': ['Lieferwagen', 'Фургон для доставки', 'Furgoneta de reparto', 'Van de entregas'],
  'Warehouse shelves': [
    'Lagerregale',
    'Стеллажи для склада',
    'Estantes para el almacén',
    'Prateleiras para o depósito',
  ],
  'Conference chairs': ['Konferenzstühle', 'Стулья для переговорной', 'Sillas de conferencia', 'Cadeiras de reunião'],
  'Website relaunch': ['Relaunch der Website', 'Обновление сайта', 'Renovación del sitio web', 'Reformulação do site'],
  'Fire extinguishers': ['Feuerlöscher', 'Огнетушители', 'Extintores', 'Extintores'],
  'Reception desk': ['Empfangstresen', 'Стойка ресепшен', 'Mostrador de recepción', 'Balcão de recepção'],
  'Air conditioning': ['Klimaanlage', 'Кондиционеры', 'Aire acondicionado', 'Ar-condicionado'],
  'Party tent, 60 guests': [
    'Festzelt, 60 Gäste',
    'Шатёр на 60 гостей',
    'Carpa para 60 invitados',
    'Tenda para 60 convidados',
  ],
  'Excavator for a week': [
    'Bagger für eine Woche',
    'Экскаватор на неделю',
    'Excavadora por una semana',
    'Escavadeira por uma semana',
  ],
  'Sound system': ['Tonanlage', 'Звуковая система', 'Equipo de sonido', 'Sistema de som'],
  Projector: ['Beamer', 'Проектор', 'Proyector', 'Projetor'],
  Forklift: ['Gabelstapler', 'Погрузчик', 'Montacargas', 'Empilhadeira'],
  'Folding tables': ['Klapptische', 'Складные столы', 'Mesas plegables', 'Mesas dobráveis'],
  'Office move': ['Büroumzug', 'Переезд офиса', 'Mudanza de oficina', 'Mudança de escritório'],
  'Cleaning, one year': ['Reinigung, ein Jahr', 'Уборка, один год', 'Limpieza, un año', 'Limpeza, um ano'],
  'Garden care': ['Gartenpflege', 'Уход за садом', 'Cuidado del jardín', 'Jardinagem'],
  'Window repair': ['Fensterreparatur', 'Ремонт окон', 'Reparación de ventanas', 'Reparo de janelas'],
  Lathe: ['Drehmaschine', 'Токарный станок', 'Torno', 'Torno'],
  'Milling machine': ['Fräsmaschine', 'Фрезерный станок', 'Fresadora', 'Fresadora'],
  'Laser cutter': ['Laserschneider', 'Лазерный станок', 'Cortadora láser', 'Cortadora a laser'],
  Compressor: ['Kompressor', 'Компрессор', 'Compresor', 'Compressor'],
  'Welding robot': ['Schweißroboter', 'Сварочный робот', 'Robot de soldadura', 'Robô de solda'],
  'Paint booth': ['Lackierkabine', 'Покрасочная камера', 'Cabina de pintura', 'Cabine de pintura'],
  Northwind: ['Nordwind', 'Северный ветер', 'Viento Norte', 'Vento Norte'],
  'Blue Lagoon': ['Blaue Lagune', 'Голубая лагуна', 'Laguna Azul', 'Lagoa Azul'],
  'Hansen & Sons': ['Hansen & Söhne', 'Иванов и сыновья', 'Herrera e Hijos', 'Moreira & Filhos'],
  'City Library': ['Stadtbibliothek', 'Городская библиотека', 'Biblioteca Municipal', 'Biblioteca Municipal'],
  'Café Mozart': ['Café Mozart', 'Кафе «Моцарт»', 'Café Mozart', 'Café Mozart'],
  'Alpine Tours': ['Alpenreisen', 'Альпийские туры', 'Turismo Andino', 'Turismo Serrano'],
  'St. Mary’s': ['St. Marien', 'Клиника «Надежда»', 'Clínica Santa María', 'Clínica Santa Maria'],
  chairs: ['Stühle', 'стулья', 'sillas', 'cadeiras'],
  lighting: ['Beleuchtung', 'освещение', 'iluminación', 'iluminação'],
  'a service contract': ['Wartungsvertrag', 'обслуживание', 'contrato de servicio', 'contrato de serviço'],
  shelves: ['Regale', 'стеллажи', 'estantes', 'prateleiras'],
  'a tent': ['Zelt', 'шатёр', 'carpa', 'tenda'],
  printers: ['Drucker', 'принтеры', 'impresoras', 'impressoras'],
  cleaning: ['Reinigung', 'уборка', 'limpieza', 'limpeza'],
  'a forklift': ['Gabelstapler', 'погрузчик', 'montacargas', 'empilhadeira'],
  desks: ['Schreibtische', 'столы', 'escritorios', 'mesas'],
}

/** What has no words, or is a name. */
const UNTRANSLATED = /^[\d–]+$|^$|Ltd$|GmbH$|^Carl Gauss$/

const CURRENCIES: Record<ListingLanguage, string> = { en: 'USD', de: 'EUR', ru: 'RUB', la: 'MXN', br: 'BRL' }
const COLUMNS: ListingLanguage[] = ['de', 'ru', 'la', 'br']

/** The translation of one of the portal's names, if there is one. */
export function translated(name: string, language: ListingLanguage): string | undefined {
  return Object.hasOwn(NAMES, name) ? NAMES[name]?.[COLUMNS.indexOf(language)] : undefined
}

/** All names that differ from the English ones. */
export function translations(language: ListingLanguage): Record<string, string> {
  return Object.fromEntries(Object.keys(NAMES).flatMap((name) => [[name, translated(name, language) ?? name]]))
}

/**
 * Translates all names in the CRM. The vendor refuses pictures with words of another language.
 * @throws Error for a name without a translation
 */
export function translateData(data: CrmData, language: ListingLanguage): void {
  for (const record of data.records) record.currencyId = CURRENCIES[language]
  if (language === 'en') return
  const to = (name: string): string => {
    const found = translated(name, language)
    if (found === undefined && !UNTRANSLATED.test(name)) throw new Error(`No translation: ${name}`)
    return found ?? name
  }
  for (const row of data.statuses) Object.assign(row, { NAME: to(row.NAME), NAME_INIT: to(row.NAME_INIT) })
  for (const row of data.directories) {
    row.NAME = to(row.NAME)
    if (typeof row.CATEGORY_NAME === 'string') row.CATEGORY_NAME = to(row.CATEGORY_NAME)
  }
  for (const pipeline of data.pipelines) pipeline.name = to(pipeline.name)
  for (const record of data.records) {
    const invoice = /^Invoice (.+)$/.exec(record.title)?.[1]
    record.title = invoice
      ? `${to('Invoices')} ${invoice}`
      : (translated(record.title, language) ?? record.title.split(': ').map(to).join(': '))
  }
}
