import { afterAll, describe, expect, test } from 'vitest'
import { understandArguments } from '#src/ask/understand-arguments.ts'
import { committedRecords } from './records.ts'

const records = committedRecords()
afterAll(() => records.store.close())

function topics(text: string, today?: string) {
  const meant = records.understand(text, today)
  return meant.kind === 'understood' ? meant.topics : meant
}

describe('one question in three languages is one topic', () => {
  test.each([
    [
      { kind: 'coordinators', areas: ['combating-terrorism'] },
      [
        'who coordinates combating terrorism',
        'кто координирует борьбу с терроризмом',
        'терроризмге қарсы күресті кім үйлестіреді',
      ],
    ],
    [
      { kind: 'meetings', which: 'next', filter: { bodies: ['soc'] } },
      ['next SOC?', 'когда следующий КСДЛ', 'келесі АЛТК қашан'],
    ],
    [
      { kind: 'ratification', aspect: 'states', treaty: 'convention', states: ['MNG'] },
      [
        'has Mongolia ratified the convention',
        'ратифицировала ли Монголия конвенцию',
        'Моңғолия конвенцияны ратификациялады ма',
      ],
    ],
    [
      { kind: 'membership', about: 'state', states: ['KWT'] },
      ['when did Kuwait join', 'когда вступил Кувейт', 'Кувейт қашан мүше болды'],
    ],
    [
      { kind: 'chairmanships', which: 'previous', states: ['AZE'] },
      [
        'who held the chair before Azerbaijan',
        'кто председательствовал до Азербайджана',
        'Әзербайжанға дейін кім төраға болды',
      ],
    ],
    [
      { kind: 'road-map', clusters: ['rmt-4'] },
      ['cluster 4 of the road map', 'четвертый кластер дорожной карты', 'жол картасының төртінші кластері'],
    ],
    [
      { kind: 'membership', about: 'state', outsiders: ['IT'] },
      ['is Italy a member', 'входит ли Италия в СВМДА', 'Италия мүше ме'],
    ],
  ])('%j', (topic, questions) => {
    for (const question of questions) expect(topics(question), question).toEqual([topic])
  })
})

describe('takes the words of the question for what they mean there', () => {
  test.each([
    [{ kind: 'coordinators', about: 'vacancies' }, 'which priority areas have nobody coordinating them?'],
    [{ kind: 'coordinators', about: 'vacancies' }, 'какие направления никто не координирует'],
    [{ kind: 'coordinators', about: 'vacancies' }, 'қай бағыттарды ешкім үйлестірмейді'],
    [{ kind: 'coordinators', about: 'terms' }, 'coordinator terms running out soon?'],
    [
      { kind: 'coordinators', about: 'offers', areas: ['sustainable-development'] },
      'тұрақты даму бойынша ұсыныстар бар ма',
    ],
    [{ kind: 'coordinators', areas: ['transport-corridors'] }, 'көлк дәліздерін кім үйлестреді'],
    [{ kind: 'organizations' }, 'перечень шести организаций-партнеров'],
    [{ kind: 'facts', facts: ['fact-proposal'] }, 'when was CICA first proposed'],
    [{ kind: 'organizations', organizations: ['org-iom'] }, 'IOM relationship with CICA'],
    [{ kind: 'organizations', organizations: ['org-turkpa'] }, 'TURKPA'],
    [{ kind: 'bodies', bodies: ['bc'] }, 'Business Council regulations'],
    [{ kind: 'concept-papers', areas: [] }, 'Are concept papers due for renewal?'],
    [{ kind: 'officials', office: 'secretary-general', officials: [] }, 'Who will be the next secretary general?'],
    [{ kind: 'facts', facts: [] }, 'annual budget of CICA'],
    [{ kind: 'deadlines', deadlines: ['dl-04'] }, 'by what date should consensus on modalities be reached?'],
    [{ kind: 'facts', facts: ['fact-cbm-lists'] }, 'when did SOC approve the plan for 2024'],
    [{ kind: 'road-map', clusters: ['rmt-budget'] }, 'what does the Road Map say about the budget'],
    [{ kind: 'coordinators', areas: ['transport-corridors'] }, 'у какой страны транспортные коридоры'],
    [{ kind: 'membership', about: 'state', states: ['KHM'] }, 'когда приняли Камбоджу'],
    [{ kind: 'greeting' }, 'спасибо большое'],
    [{ kind: 'greeting' }, 'көп рахмет'],
    [{ kind: 'areas', dimensions: ['environmental'] }, 'какие направления входят в экологическое измерение'],
    [{ kind: 'chairmanships', which: 'next', states: ['AZE'] }, 'кто после Азербайджана'],
    [{ kind: 'chairmanships', which: 'next' }, 'which country will take over the chairmanship in 2026'],
    [{ kind: 'concept-papers', areas: ['sme'] }, 'план действий по малому бизнесу'],
    [
      { kind: 'meetings', which: 'all', filter: { bodies: ['mc'], status: 'postponed' } },
      'когда перенесли министериал',
    ],
    [{ kind: 'greeting' }, 'калайсын'],
    [{ kind: 'greeting' }, 'как дела?'],
    [{ kind: 'greeting' }, 'hello, how are you?'],
  ])('%j: %s', (topic, question) => {
    expect(topics(question)).toEqual([topic])
  })

  test.each([
    ['who chaired CICA before 2010', '1990-01-01', '2009-12-31'],
    ['кто председательствовал в СВМДА до 2010 года', '1990-01-01', '2009-12-31'],
    ['2010 жылға дейін АӨСШК-де кім төраға болды', '1990-01-01', '2009-12-31'],
    ['who chaired CICA between 2010 and 2020', '2010-01-01', '2020-12-31'],
    ['кто председательствовал с 2018 по 2024', '2018-01-01', '2024-12-31'],
    ['who has chaired CICA since 2018', '2018-01-01', '2099-12-31'],
    ['who chaired CICA in the 2010s', '2010-01-01', '2019-12-31'],
    ['who chaired CICA in 2024', '2024-01-01', '2024-12-31'],
  ])('asks for every Chair of a span: %s', (question, from, to) => {
    expect(topics(question)).toEqual([{ kind: 'chairmanships', which: 'on', span: { from, to } }])
  })

  test('tells who headed the Secretariat of the same time where the word may mean both', () => {
    expect(topics('кто возглавлял СВМДА в 2015 году')).toMatchObject([
      { kind: 'chairmanships', span: { from: '2015-01-01' } },
      { kind: 'officials', span: { from: '2015-01-01' } },
    ])
  })

  test.each([
    'кто был генеральным секретарём СВМДА в 2023 году',
    'who was the secretary general of CICA in 2023',
  ])('asks for the holder of an office that is also a body of CICA: %s', (question) => {
    expect(topics(question)).toMatchObject([{ kind: 'officials', office: 'secretary-general' }])
  })

  test('counts those who chaired by the Chairmanships, not by the members', () => {
    expect(topics('how many states chaired CICA between 2010 and 2020')).toMatchObject([{ kind: 'chairmanships' }])
  })

  test('keeps a single day a day', () => {
    expect(topics('who chaired CICA on 17 December 2024')).toEqual([
      { kind: 'chairmanships', which: 'on', on: '2024-12-17' },
    ])
    expect(topics('who coordinated ICT security on 1 March 2024')).toMatchObject([{ on: '2024-03-01' }])
    expect(topics('who was the secretary general on 1 March 2024')).toMatchObject([{ on: '2024-03-01' }])
  })

  test('asks for every coordinator of a span, and for today where the span is the present year', () => {
    expect(topics('кто координировал ИКТ до 2024 года')).toEqual([
      { kind: 'coordinators', areas: ['ict-security'], span: { from: '1990-01-01', to: '2023-12-31' } },
    ])
    expect(topics('who has coordinated ICT security since 2020')).toMatchObject([{ span: { from: '2020-01-01' } }])
    expect(topics('who coordinates ICT security in 2026')).toEqual([{ kind: 'coordinators', areas: ['ict-security'] }])
  })

  test.each([
    ['which states joined between 1999 and 2010', { about: 'members', span: { from: '1999-01-01', to: '2010-12-31' } }],
    ['кто вступил до 2005 года', { about: 'members', span: { from: '1990-01-01', to: '2004-12-31' } }],
    ['who joined in the 2000s', { about: 'members', span: { from: '2000-01-01', to: '2009-12-31' } }],
    ['members since 2010', { about: 'members', span: { from: '2010-01-01', to: '2099-12-31' } }],
    ['members before 2010', { about: 'members', on: '2009-12-31' }],
    ['Who was a member in 2006?', { about: 'members', on: '2006-12-31' }],
    ['какие государства были членами в 2008 году', { about: 'members', on: '2008-12-31' }],
    ['how many members were there in 2012', { about: 'count', on: '2012-12-31' }],
    ['сколько членов было в 2012 году', { about: 'count', on: '2012-12-31' }],
    ['2012 жылы АӨСШК-де неше мүше болды', { about: 'count', on: '2012-12-31' }],
    ['2010 жылы неше мемлекет қосылды', { about: 'members', span: { from: '2010-01-01', to: '2010-12-31' } }],
    ['who are the members in 2026', { about: 'members' }],
  ])('tells those who joined from those who were members: %s', (question, membership) => {
    expect(topics(question)).toEqual([{ kind: 'membership', ...membership }])
  })

  test('counts roles and terms on the last day of a span', () => {
    expect(topics('which state coordinated most areas in 2024')).toEqual([
      { kind: 'coordinators', about: 'ranking', on: '2024-12-31' },
    ])
    expect(topics('which coordinator terms ended before 2026')).toMatchObject([{ about: 'terms', on: '2025-12-31' }])
  })

  test('a law of a State is none of its priority areas', () => {
    for (const question of [
      'Қазақстанның 2011 жылғы заңы құжат тапсырылғанын білдіре ме?',
      'казахстан закон 500-IV о чем',
      'what is law 500-IV of Kazakhstan about',
    ])
      expect(topics(question), question).toEqual([
        { kind: 'ratification', aspect: 'states', treaty: 'convention', states: ['KAZ'] },
      ])
  })

  test('a State and a treaty other than the Convention are asked about together', () => {
    expect(topics('China approved the Agreement on the Secretariat when')).toMatchObject([
      { kind: 'ratification', treaty: 'secretariat-agreement' },
    ])
  })
})

describe('knows what is ahead from what is past', () => {
  test.each([
    ['кагда след засидание срг', 'next', 'swg'],
    ['Талдау орталықтарының форумы қашан өтеді', 'next', 'ttf'],
    ['когда состоится Форум аналитических центров', 'next', 'ttf'],
    ['when will the Youth Council meet', 'next', 'yc'],
    ['when did the SWG last meet', 'last', 'swg'],
  ])('%s', (text, which, body) => {
    expect(topics(text)).toMatchObject([{ kind: 'meetings', which, filter: { bodies: [body] } }])
  })

  test('the past form of a verb typed in Latin letters names no year', () => {
    expect(topics('kogda byl biznes-forum v 2023 godu')).toEqual([
      {
        kind: 'meetings',
        which: 'all',
        filter: { bodies: ['bf'], span: { from: '2023-01-01', to: '2023-12-31' } },
      },
    ])
  })
})

test('“next month” and “last month” name the month, and all of its meetings are meant', () => {
  expect(topics('events next month', '2023-08-01')).toMatchObject([{ kind: 'meetings', which: 'all' }])
  expect(topics('what took place last month', '2023-08-01')).toMatchObject([
    { kind: 'meetings', which: 'all', filter: { span: { from: '2023-07-01', to: '2023-07-31' } } },
  ])
})

test('what will be in a month is asked of the calendar, not of a prophet', () => {
  for (const text of ['что будет в следующем месяце', 'what will happen next month'])
    expect(topics(text, '2023-08-10'), text).toMatchObject([
      { kind: 'meetings', filter: { span: { from: '2023-09-01', to: '2023-09-30' } } },
    ])
})

test('postponed and cancelled meetings are asked for by their standing', () => {
  expect(topics('any postponed meetings?')).toMatchObject([{ kind: 'meetings', filter: { status: 'postponed' } }])
  expect(topics('какие мероприятия отменены')).toMatchObject([{ kind: 'meetings', filter: { status: 'cancelled' } }])
})

test('the second half of a question speaks of the subject of the first', () => {
  expect(topics('who coordinates sustainable development and when was its concept paper approved?')).toMatchObject([
    { kind: 'coordinators', areas: ['sustainable-development'] },
    { kind: 'concept-papers', areas: ['sustainable-development'] },
  ])
})

describe('reads what stands beside an area', () => {
  test.each([
    [
      { kind: 'coordinators', about: 'vacancies', dimensions: ['economic'] },
      'which areas lack a coordinator in the economic dimension?',
    ],
    [{ kind: 'coordinators', areas: ['ict-security'], states: ['RUS'] }, 'has Russia’s term for ICT ended'],
    [{ kind: 'areas', areas: ['tourism'] }, 'is tourism part of the economic dimension'],
    [{ kind: 'organizations', organizations: ['org-un'] }, 'is the UN an observer?'],
    [
      { kind: 'ratification', aspect: 'treaty', treaty: 'host-country-protocol' },
      'host country agreement amendments - when signed',
    ],
    [{ kind: 'bodies', bodies: ['soc', 'swg'] }, 'what is the difference between SOC and SWG'],
    [{ kind: 'officials', officials: ['of-3'] }, 'who preceded Sarybay'],
  ])('%j: %s', (topic, question) => {
    expect(topics(question)).toEqual([topic])
  })
})

test('terms that end this year are asked for as of today', () => {
  expect(topics('which coordinators have terms ending this year', '2025-11-20')).toEqual([
    { kind: 'coordinators', about: 'terms' },
  ])
})

test('a gathering with another organisation that is not on record is refused, not misunderstood', () => {
  expect(topics('Joint seminar with SCO RATS')).toMatchObject([{ kind: 'meetings', filter: { events: [] } }])
})

test.each([
  ['coordinators', 'Which countries jointly coordinate human dimension?'],
  ['coordinators', 'We would be happy to know who coordinates tourism'],
  ['coordinators', 'Постоянный координатор по ИКТ – кто?'],
  ['coordinators', 'Please tell me who coordinates tourism. It is urgent for our minister, can you hurry?'],
  ['officials', 'Кто фактически возглавляет секретариат?'],
  ['officials', 'How many people have served as Secretary General of CICA?'],
  ['officials', 'Invitation for 5 December 2026: who is the current Secretary General?'],
  ['ratification', 'HAS QATAR RATIFIED THE SAID CONVENTION?'],
  ['chairmanships', 'Кто председательствует и как называется девиз?'],
  ['membership', 'Назовите государства-основатели СВМДА в 1999-м'],
  ['help', 'menu'],
])('is not put off by a word that only colours the question (%s): %s', (kind, text) => {
  expect(topics(text)).toMatchObject([{ kind }])
})

test('what a State held and what areas were offered for is asked without more words', () => {
  for (const text of ['what did China host', 'что проводил Китай', 'Қытай не өткізді'])
    expect(topics(text), text).toMatchObject([{ kind: 'meetings', filter: { states: ['CHN'] } }])
  expect(topics('which areas have offers?')).toEqual([{ kind: 'coordinators', about: 'offers' }])
})

describe('refuses where the very thing that is asked for is unknown', () => {
  test.each([
    'кто голосовал против статуса наблюдателя для Саудовской Аравии',
    'кто был синхронным переводчиком на форуме аналитических центров в Баку',
    'how many interpreters work in the Secretariat',
    'how many people work at the Secretariat',
    'Хатшылықта неше аудармашы жұмыс істейді',
    'who is the UN resident coordinator in Kazakhstan',
    'ШЫҰ-ның Қазақстандағы ұлттық үйлестірушісі кім',
    'Моңғолия Киото хаттамасын ратификациялады ма',
    'какая страна станет 29-м членом СВМДА',
    'who runs the OSCE these days',
    'Подписал ли Иран Договор о запрещении ядерных испытаний? Нужно для курсовой, спасибо!',
  ])('%s', (text) => {
    expect(records.understand(text).kind).not.toBe('understood')
  })

  test('nobody is on record for an office in a year to come', () => {
    const nobody = { kind: 'officials', office: 'secretary-general', officials: [] }
    expect(topics('2035 жылы Азия Кеңесінің Бас хатшысы кім болады')).toEqual([nobody])
  })

  test('States are counted all the same', () => {
    expect(topics('сколько всего стран участниц в СВМДА')).toEqual([{ kind: 'membership', about: 'count' }])
  })
})

test('an opinion of a State is not asked for', () => {
  expect(records.understand('is China a good coordinator?').kind).not.toBe('understood')
})

test('a body that gathers collects no money', () => {
  expect(topics('2025 жылы АЖТ неше рет жиналды')).toMatchObject([{ kind: 'meetings', filter: { bodies: ['swg'] } }])
})

test('a day alone asks what happened on it', () => {
  expect(topics('anything on 26 June 2024?')).toMatchObject([
    { kind: 'meetings', filter: { span: { from: '2024-06-26', to: '2024-06-26' } } },
  ])
})

test('public events are all the events that a public viewer sees', () => {
  expect(topics('2023 жылғы қазандағы ашық іс-шаралар')).toMatchObject([
    { kind: 'meetings', which: 'all', filter: { span: { from: '2023-10-01', to: '2023-10-31' } } },
  ])
})

test('answers both parts of a two-part question', () => {
  expect(topics('who coordinates tourism and when is the next SOC?')).toMatchObject([
    { kind: 'coordinators', areas: ['tourism'] },
    { kind: 'meetings', which: 'next', filter: { bodies: ['soc'] } },
  ])
  expect(topics('кто сейчас председатель и сколько стран в СВМДА')).toMatchObject([
    { kind: 'chairmanships', which: 'current' },
    { kind: 'membership', about: 'count' },
  ])
})

test('does not split one question in two', () => {
  expect(topics('youth development forum: where and when')).toHaveLength(1)
  expect(topics('who coordinates trade and investment')).toHaveLength(1)
  expect(topics('Иран үйлестіруші ме, қай салада')).toHaveLength(1)
})

test('asks back where a State stands alone', () => {
  expect(records.understand('Mongolia')).toMatchObject({
    kind: 'unsure',
    choices: [{ kind: 'membership' }, { kind: 'coordinators' }, { kind: 'ratification' }],
  })
})

describe('finds the meeting that the words describe', () => {
  test.each([
    ['youth developement forum', 'ev-030'],
    ['workshop on ecosystem restoration', 'ev-022'],
    ['экожүйені қалпына келтіру семинары', 'ev-022'],
    ['10th business forum', 'ev-066'],
    ['12-ші талдау орталықтары форумы', 'ev-058'],
    ['шестое заседание молодежного совета', 'ev-035'],
  ])('%s', (text, event) => {
    expect(topics(text)).toMatchObject([{ kind: 'meetings', filter: { events: [event] } }])
  })

  test('of the eighth session of one body and the tenth of another', () => {
    expect(topics('8th business forum when')).toMatchObject([{ kind: 'meetings', filter: { events: [] } }])
  })

  test('and says of one that the public record does not have that there is none', () => {
    const question = 'when was the seminar on digital forensics'
    expect(records.understand(question)).toMatchObject({ topics: [{ filter: { events: [] } }] })
    expect(records.understand(question, '2026-11-20', 'restricted')).toMatchObject({
      topics: [{ filter: { events: ['ev-033'] } }],
    })
  })
})

describe('the arguments of a command', () => {
  const given = (kind: Parameters<typeof understandArguments>[0], text: string) =>
    understandArguments(kind, text, { ...records.asking('2026-11-20', 'public'), language: 'en' })

  test('need not repeat what the command is about', () => {
    expect(given('meetings', 'august 2023 soc')).toMatchObject({
      kind: 'understood',
      topic: { kind: 'meetings', filter: { bodies: ['soc'], span: { from: '2023-08-01', to: '2023-08-31' } } },
    })
    expect(given('coordinators', 'tourism')).toEqual({
      kind: 'understood',
      topic: { kind: 'coordinators', areas: ['tourism'] },
    })
    expect(given('ratification', 'Монголия')).toMatchObject({ topic: { aspect: 'states', states: ['MNG'] } })
    expect(given('concept-papers', 'туризм')).toMatchObject({ topic: { areas: ['tourism'] } })
    expect(given('figures', '2023')).toEqual({ kind: 'understood', topic: { kind: 'figures', year: 2023 } })
  })

  test('are forgiven a slip', () => {
    expect(given('coordinators', 'turism')).toMatchObject({ kind: 'understood', topic: { areas: ['tourism'] } })
  })

  test('lead to the nearest names where nothing is called so', () => {
    const { kind, ...rest } = given('coordinators', 'ecotorisms')
    expect(kind).toBe('unknown')
    expect(rest).toMatchObject({ nearest: expect.arrayContaining([{ kind: 'coordinators', areas: ['tourism'] }]) })
    expect(given('coordinators', 'zzzz')).toEqual({ kind: 'unknown', nearest: [] })
  })
})

describe('a past day in a question on ratification', () => {
  test.each([
    ['ratification status on 1 March 2024', '2024-03-01'],
    ['сколько грамот было сдано на 1 марта 2024 года', '2024-03-01'],
    ['how many States had ratified the convention by the end of 2023', '2023-12-31'],
    ['2024 жылғы 1 наурызда неше ратификациялық грамота тапсырылған еді', '2024-03-01'],
  ])('%s: as of %s', (text, on) => {
    expect(topics(text, '2026-11-20')).toMatchObject([{ kind: 'ratification', treaty: 'convention', on }])
  })

  test.each([
    'ratification status in 2026',
    'how many instruments by 2027',
    'status of ratification of the 2010 convention',
  ])('%s: as of today', (text) => {
    expect(topics(text, '2026-11-20')).toMatchObject([{ kind: 'ratification' }])
    expect(topics(text, '2026-11-20')).not.toMatchObject([{ on: expect.anything() }])
  })
})
