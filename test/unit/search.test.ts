import { describe, expect, it } from 'vitest'
import { comparable, searchable } from '../../src/crm/comparable'
import { search, exactMatches } from '../../src/crm/search'
import { fc, property, text } from './fastCheck'
import { stage } from './stageFixture'

const ITEMS = [
  stage(1, { STATUS_ID: 'C5:NEW', NAME: 'Request' }),
  stage(2, { STATUS_ID: 'C5:WON', NAME: 'Won in the end' }),
  stage(3, { STATUS_ID: 'C15:WON', NAME: 'ＷＯＮ' }),
  stage(4, { STATUS_ID: 'DT1038_37:NEW', NAME: 'Straße  frei' }),
  stage(5, { STATUS_ID: 'DT1038_37:WONDER', NAME: '1' }),
]

describe('search', () => {
  it.each([
    ['C5:WON', [2]],
    ['c5:won', [2]],
    ['DT1038_37:', [4, 5]],
    // The exact name first, then names that start with it, then names or codes that contain it.
    ['won', [3, 2, 5]],
    [' the  END ', [2]],
    ['straße frei', [4]],
    // The exact ID first, then the exact name.
    ['1', [1, 5, 3, 4]],
    ['nothing like it', []],
    ['', [1, 2, 3, 4, 5]],
    ['.*', []],
    // Codes are looked for without their pipeline too.
    ['new', [1, 4]],
    ['wond', [5]],
  ])('%j finds %j', (query, ids) => {
    expect(search(query, ITEMS).map(({ id }) => id)).toEqual(ids)
  })

  it('ranks exact matches before prefixes, and prefixes before other matches', () => {
    const worstFirst = [
      stage(1, { STATUS_ID: 'X_AB', NAME: 'code contains it' }),
      stage(2, { STATUS_ID: 'X', NAME: 'contains ab' }),
      stage(3, { STATUS_ID: 'X', NAME: 'ab starts it' }),
      stage(4, { STATUS_ID: 'AB_X', NAME: 'code starts with it' }),
      stage(5, { STATUS_ID: 'X', NAME: 'Ab' }),
      stage(6, { STATUS_ID: 'ab', NAME: 'is its code' }),
    ]
    expect(search('ab', worstFirst).map(({ id }) => id)).toEqual([6, 5, 4, 3, 2, 1])
  })

  const item = fc.record({ STATUS_ID: text, NAME: text })
  const items = fc.array(item, { maxLength: 3 }).map((rows) => rows.map((fields, index) => stage(index + 1, fields)))
  property([fc.oneof(text, fc.nat(9).map(String)), items])(
    'returns items of the list, each once, for any query',
    (query, stages) => {
      const found = search(query, stages)
      expect(new Set(found).size).toBe(found.length)
      expect(found.every((item) => stages.includes(item))).toBe(true)
      if (searchable(query) === '') expect(found).toEqual(stages)
    },
  )

  property([items])('finds each item by its ID, its code and its name, with spaces around it', (stages) => {
    for (const item of stages) {
      expect(
        [String(item.id), item.statusId, item.name, ` ${item.name}\n`].filter(
          (query) => !search(query, stages).includes(item),
        ),
      ).toEqual([])
    }
  })

  const letters = 'aZ0_:éßяЖ出한عöÅ’`´–«ґқіज\u093Cیک\u00AD'
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 5 })
  property([word, word, word])('finds an item by any part of its name or code', (before, part, after) => {
    const byName = stage(1, { NAME: before + part + after })
    const byCode = stage(2, { STATUS_ID: before + part + after })
    expect(search(part, [byName, byCode])).toEqual(expect.arrayContaining([byName, byCode]))
  })

  property([word, word, word])(
    'finds an item by any part of its name with umlauts spelled out',
    (before, part, after) => {
      const typed = part.replaceAll('ö', 'oe').replaceAll('Å', 'Aa')
      expect(search(typed, [stage(1, { NAME: before + part + after })])).toHaveLength(1)
    },
  )
})

describe('comparable', () => {
  property([text])('has no leading, trailing or repeated spaces, and no capital letters', (value) => {
    expect(comparable(value)).not.toMatch(/^\s|\s$|\s\s|[A-Z]/)
  })
})

describe('exactMatches', () => {
  const items = [
    stage(1, { STATUS_ID: '3' }),
    stage(2, { STATUS_ID: 'C5:3' }),
    stage(3, { STATUS_ID: 'C5:4' }),
    stage(40, { STATUS_ID: 'DT1038_37:4' }),
    stage(50, { STATUS_ID: '30', NAME: '3' }),
    stage(6, { NAME: 'Last' }),
    stage(7, { STATUS_ID: 'C5:8' }),
    stage(80, { STATUS_ID: '80', NAME: '8' }),
  ]

  it.each([
    ['3', [1]],
    ['４', [3, 40]],
    ['c5:3', [2]],
    ['30', [50]],
    // A whole name comes before a code behind the pipeline's, as in the list of suggestions.
    ['8', [80]],
    ['last', [6]],
    ['5', []],
    ['las', []],
    ['', []],
  ])('%j is exactly %j', (code, ids) => {
    expect(exactMatches(code, items).map(({ id }) => id)).toEqual(ids)
  })
})

describe('searchable', () => {
  it.each([
    ['İptal', 'iptal'],
    ['IŞIK', 'ışık'],
    ['Счёт', 'счет'],
    ['Йод', 'йод'],
    ['Straße', 'strasse'],
    ['Größe', 'grosse'],
    ['Łódź', 'lodz'],
    ['Đã huỷ', 'da huy'],
    ['Ελληνικά', 'ελληνικα'],
    ['مُلغى', 'ملغي'],
    ['إلغـــاء', 'الغاء'],
    ['فاتورة', 'فاتوره'],
    ['ยกเลิกแล้ว', 'ยกเลิกแลว'],
    ['Ｃ２：ＷＯＮ', 'c2:won'],
    ['Зв’язок', "зв'язок"],
    ['Звʼязок', 'зв’язок'],
    ['L’accord', "l'accord"],
    ['L´accord', 'l`accord'],
    ['Oʻzbek', "o'zbek"],
    ['50–250', '50-250'],
    ['Заявка — новая', 'заявка - новая'],
    ['e‑mail', 'e-mail'],
    ['−5 °C', '-5 °c'],
    ['ТОВ «Ґанок»', 'тов "ганок"'],
    ['Відмова клієнта: є борг', 'відмова клієнта: е борг'],
    ['„Neu“', '"neu"'],
    ['12″', '12"'],
    ['‹neu›', "'neu'"],
    ['Қабылданды', 'кабылданды'],
    ['Өңделуде, күту', 'онделуде, куту'],
    ['Ұсыныс жіберілді', 'усыныс жиберилди'],
    ['Шаһар, әкімдік, тағы', 'шахар, акимдик, тагы'],
    ['ज़रूरी', 'जरूरी'],
    ['\u095Bरूरी', 'जरूरी'],
    ['فاکتور جدید', 'فاكتور جديد'],
    ['می\u200Cشود', 'میشود'],
    ['Ver\u00ADsand', 'versand'],
    ['\u2068Rent\u2069', 'rent'],
  ])('%s is found by %s', (name, typed) => {
    expect(search(typed, [stage(1, { NAME: name })])).toHaveLength(1)
    expect(searchable(name)).toBe(searchable(typed))
  })

  it.each([
    ['Größe', 'groesse'],
    ['GRÖẞE', 'Groesse'],
    ['Ärger in Übersee', 'aerger in ueber'],
    ['Gro\u0308ße', 'groesse'],
    ['Åben', 'aaben'],
    ['Afsløst', 'afsloest'],
    ['Afsløst', 'afslost'],
  ])('%s is also found by %s', (name, typed) => {
    expect(search(typed, [stage(1, { NAME: name })])).toHaveLength(1)
  })

  it('finds a name by umlauts spelled out as well as by the name itself', () => {
    const items = [stage(1, { NAME: 'In Prüfung' }), stage(2, { NAME: 'Prüfung 2' }), stage(3, { NAME: 'Prüfung' })]
    for (const typed of ['prüfung', 'pruefung']) expect(search(typed, items).map(({ id }) => id)).toEqual([3, 2, 1])
    expect(exactMatches('pruefung', items).map(({ id }) => id)).toEqual([3])
  })

  it.each([
    ['काम', 'कम'],
    ['か', 'が'],
    ['ต่ำ', 'ตา'],
    ['New', 'Now'],
    // Only what has an umlaut is spelled in two ways.
    ['Quelle', 'qulle'],
    ['Grosse', 'groesse'],
    ['Зв’язок', 'звязок'],
    ['50–250', '50250'],
    ['Ганок', 'канок'],
    ['Хат', 'кат'],
    ['जरूरी', 'दरूरी'],
    ['ي', 'ک'],
  ])('%s is not found by %s', (name, typed) => {
    expect(search(typed, [stage(1, { NAME: name })])).toEqual([])
  })
})
