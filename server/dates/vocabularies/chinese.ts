import type { Vocabulary } from '../vocabulary.ts';

/** Chinese words for dates, simplified and traditional. */
export const chinese: Vocabulary = {
  language: 'zh',
  isPostpositional: true,
  days: { 0: '今天, 今日', 1: '明天, 明日', 2: '后天, 後天', 3: '大后天, 大後天', '-1': '昨天, 昨日', '-2': '前天' },
  dayParts: {
    '0 night': '今晚, 今夜',
    '0 morning': '今早, 今天早上, 今晨',
    '1 night': '明晚',
    '1 morning': '明早, 明晨',
    '-1 night': '昨晚',
  },
  parts: {
    morning: '早上, 上午, 早晨, 清晨, 凌晨, 一早',
    noon: '中午, 正午',
    afternoon: '下午, 午后, 午後',
    evening: '傍晚, 晚上, 晚间, 晚間',
    night: '深夜, 夜里, 夜裡, 半夜',
    midnight: '午夜, 零点, 零點',
  },
  units: {
    second: '秒, 秒钟, 秒鐘',
    minute: '分钟, 分鐘, 分',
    hour: '小时, 小時, 个小时, 個小時, 钟头, 鐘頭, 个钟头, 個鐘頭',
    day: '天',
    week: '周, 週, 星期, 个星期, 個星期, 礼拜, 禮拜, 个礼拜, 個禮拜',
    month: '个月, 個月, 月',
    year: '年',
  },
  weekdays: {
    1: '周一, 週一, 礼拜一, 禮拜一, 星期1, 周1', 2: '周二, 週二, 礼拜二, 禮拜二', 3: '周三, 週三, 礼拜三, 禮拜三', 4: '周四, 週四, 礼拜四, 禮拜四',
    5: '周五, 週五, 礼拜五, 禮拜五', 6: '周六, 週六, 礼拜六, 禮拜六', 7: '周日, 週日, 周天, 週天, 星期天, 礼拜天, 禮拜天, 礼拜日, 禮拜日',
  }, // prettier-ignore
  numbers: {
    1: '一', 2: '二, 两, 兩', 3: '三', 4: '四', 5: '五', 6: '六', 7: '七', 8: '八', 9: '九', 0.5: '半',
  }, // prettier-ignore
  weekend: '周末, 週末',
  workdays: '工作日, 周一到周五, 周一至周五',
  edges: {
    'end month': '月底, 月末, 这个月底, 這個月底, 本月底',
    'end year': '年底, 年末, 今年底',
    'end day': '今天结束前, 下班前',
    'start month': '月初',
  },
  periods: { 'next year': '明年', 'this year': '今年' },
  clockSuffixes: { 30: '半', 15: '一刻', 45: '三刻' },
  repeats: {
    DAILY: '每天, 每日, 天天',
    WEEKLY: '每周, 每週, 每星期, 每个星期',
    MONTHLY: '每月, 每个月, 每個月',
    YEARLY: '每年',
  },
  filters: { overdue: '过期, 逾期, 過期, 已过期', none: '无日期, 没有日期, 無日期' },
  spans: { '0.5 hour': '半小时, 半小時, 半个小时, 半個小時', '1.5 hour': '一个半小时, 一個半小時', '0.5 day': '半天' },
  roles: {
    by: '到, 在, 于, 於, 截止, 直到, 前, 之前, 以前',
    on: '在, 到',
    at: '在, 到',
    hence: '后, 後, 之后, 之後, 以后, 以後, 内, 之内, 內',
    ago: '前, 之前, 以前',
    next: '下, 下个, 下個',
    this: '这, 這, 本, 这个, 這個',
    last: '上, 上个, 上個',
    of: '的',
    every: '每, 每个, 每個',
    other: '隔',
    end: '底, 末',
    oclock: '点, 點, 点钟, 點鐘, 时, 時, 点整',
    'month-mark': '月',
    'day-mark': '日, 号, 號',
    'year-mark': '年',
    'range-to': '到, 至',
    stop: '前, 之前, 以前, 的, 和, 把, 去, 要, 给, 跟, 我, 请',
  },
  doubtful: '早上, 上午, 下午, 晚上, 中午, 凌晨, 傍晚, 深夜, 半夜, 早晨, 清晨, 一早, 月',
};
