type Folds = Readonly<Record<string, string>>

/**
 * How letters are levelled where one word is written in several ways. Questions and headlines are compared in spellings
 * of their own, for a question comes from a keyboard and a headline from an editor; what the two have in common stands here.
 */
export const letterFolds = {
  /** Kazakh letters that a Russian keyboard lacks, but for қ, which headlines keep apart from к; and ё, which few type. */
  kazakh: { ё: 'е', ә: 'а', ө: 'о', ү: 'у', ұ: 'у', ң: 'н', ғ: 'г', һ: 'х', і: 'и' },
  /** Russian letters that transliterations do not keep apart. */
  russian: { э: 'е', й: 'и', щ: 'ш', ъ: '', ь: '', я: 'иа', ю: 'иу' },
  /** Latin letters of the Kazakh alphabets of 2018 and 2021 and of plain ASCII, without q and y, which are read in two ways. */
  latin: {
    a: 'а',
    b: 'б',
    c: 'с',
    d: 'д',
    e: 'е',
    f: 'ф',
    g: 'г',
    h: 'х',
    i: 'и',
    j: 'ж',
    k: 'к',
    l: 'л',
    m: 'м',
    n: 'н',
    o: 'о',
    p: 'п',
    r: 'р',
    s: 'с',
    t: 'т',
    u: 'у',
    v: 'в',
    w: 'у',
    x: 'х',
    z: 'з',
    á: 'а',
    ä: 'а',
    ǵ: 'г',
    ğ: 'г',
    ń: 'н',
    ñ: 'н',
    ó: 'о',
    ö: 'о',
    ú: 'у',
    ü: 'у',
    ū: 'у',
    ý: 'у',
    ş: 'ш',
    ç: 'ч',
    í: 'и',
    "'": '',
  },
  /** Two Latin letters for one sound. */
  digraphs: { sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', gh: 'г' },
} as const satisfies Readonly<Record<string, Folds>>
