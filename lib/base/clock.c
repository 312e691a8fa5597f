#include "base/base.h"

#include "base/clock.h"

#include <time.h>

#define US_SECOND INT64_C(1000000)
#define US_DAY (86400 * US_SECOND)
#define YEAR_MAX 9999

/* The one exception from "no globals": tests move the whole process. */
static int64_t shift_us;

static int64_t
read_clock(clockid_t id)
{
	struct timespec t;
	int failed = clock_gettime(id, &t);

	assert(failed == 0);
	(void)failed;
	return (int64_t)t.tv_sec * US_SECOND + t.tv_nsec / 1000 + shift_us;
}

int64_t
clock_mono_us(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int64_t
clock_wall_us(void)
{
	return read_clock(CLOCK_REALTIME);
}

void
clock_shift(int64_t us)
{
	shift_us += us;
}

/*
 * Days since 1970-01-01 in the proleptic Gregorian calendar, and back; a
 * year is counted from March so that the leap day is its last.  Method:
 * Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", for years
 * 0 and later.
 */
static int64_t
days_from_date(int64_t year, int64_t month, int64_t day)
{
	int64_t y = month <= 2 ? year + 399 : year + 400;
	int64_t era = y / 400, yoe = y % 400;
	int64_t doy = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return (era - 1) * 146097 + doe - 719468;
}

static void
date_from_days(int64_t days, int64_t *year, int64_t *month, int64_t *day)
{
	int64_t z = days + 719468 + 146097;
	int64_t era = z / 146097, doe = z % 146097;
	int64_t yoe =
	    (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + (era - 1) * 400 + (*month <= 2 ? 1 : 0);
}

int64_t
clock_days(struct clock_date date)
{
	return days_from_date(date.year, date.month, date.day);
}

struct clock_date
clock_date(int64_t days)
{
	int64_t year, month, day;

	date_from_days(days, &year, &month, &day);
	return (struct clock_date){year, (int)month, (int)day};
}

/* Each list and each log line has some: snprintf would cost ten times this. */
static char *
put_digits(char *out, int n, int64_t v)
{
	for (int i = n - 1; i >= 0; i--, v /= 10)
		out[i] = (char)('0' + v % 10);
	return out + n;
}

void
clock_format(int64_t wall_us, char *out)
{
	const int64_t least = days_from_date(0, 1, 1) * US_DAY;
	const int64_t most =
	    days_from_date(YEAR_MAX + 1, 1, 1) * US_DAY - 1;
	int64_t t = wall_us < least ? least : wall_us > most ? most : wall_us;
	int64_t us = (t - least) % US_DAY;
	int64_t year, month, day;

	date_from_days((t - us) / US_DAY, &year, &month, &day);
	out = put_digits(out, 4, year);
	*out++ = '-';
	out = put_digits(out, 2, month);
	*out++ = '-';
	out = put_digits(out, 2, day);
	*out++ = 'T';
	out = put_digits(out, 2, us / (3600 * US_SECOND));
	*out++ = ':';
	out = put_digits(out, 2, us / (60 * US_SECOND) % 60);
	*out++ = ':';
	out = put_digits(out, 2, us / US_SECOND % 60);
	*out++ = '.';
	out = put_digits(out, 3, us / 1000 % 1000);
	memcpy(out, "Z", 2);
}

/* Exactly n digits at *s, which moves on. */
static bool
digits(const char **s, int n, int64_t *out)
{
	*out = 0;
	for (int i = 0; i < n; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return false;
		*out = *out * 10 + (**s - '0');
	}
	return true;
}

static bool
literal(const char **s, char c)
{
	if (**s != c)
		return false;
	(*s)++;
	return true;
}

static int64_t
days_of_month(int64_t year, int64_t month)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return DAYS[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool
parse_date(const char **s, int64_t *days)
{
	int64_t year, month, day;

	if (!digits(s, 4, &year) || !literal(s, '-') ||
	    !digits(s, 2, &month) || !literal(s, '-') || !digits(s, 2, &day))
		return false;
	if (month < 1 || month > 12 || day < 1 ||
	    day > days_of_month(year, month))
		return false;
	*days = days_from_date(year, month, day);
	return true;
}

/* ".123" of any length; digits after the sixth are dropped. */
static bool
parse_fraction(const char **s, int64_t *us)
{
	int64_t unit = US_SECOND / 10;

	*us = 0;
	if (!literal(s, '.'))
		return true;
	if (**s < '0' || **s > '9')
		return false;
	for (; **s >= '0' && **s <= '9'; (*s)++, unit /= 10)
		*us += (**s - '0') * unit;
	return true;
}

static bool
parse_time(const char **s, int64_t *us)
{
	int64_t hour, minute, second, fraction;

	if (!digits(s, 2, &hour) || !literal(s, ':') ||
	    !digits(s, 2, &minute) || !literal(s, ':') ||
	    !digits(s, 2, &second) || !parse_fraction(s, &fraction))
		return false;
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*us = ((hour * 60 + minute) * 60 + second) * US_SECOND + fraction;
	return true;
}

/* "Z", "+07", "+0530", "+05:30", and "+00:19:32" as PostgreSQL writes it. */
static bool
parse_zone(const char **s, int64_t *us)
{
	int64_t part[3] = {0, 0, 0};
	bool west = **s == '-';

	*us = 0;
	if (literal(s, 'Z') || literal(s, 'z'))
		return true;
	if (!literal(s, '+') && !literal(s, '-'))
		return false;
	if (!digits(s, 2, &part[0]))
		return false;
	for (int i = 1; i < 3 && **s != '\0'; i++) {
		(void)literal(s, ':');
		if (!digits(s, 2, &part[i]))
			return false;
	}
	if (part[0] > 23 || part[1] > 59 || part[2] > 59)
		return false;
	*us = ((part[0] * 60 + part[1]) * 60 + part[2]) * US_SECOND;
	if (west)
		*us = -*us;
	return true;
}

bool
clock_parse(const char *s, int64_t *wall_us)
{
	int64_t days, time_us, zone_us;

	if (!parse_date(&s, &days))
		return false;
	if (!literal(&s, 'T') && !literal(&s, 't') && !literal(&s, ' '))
		return false;
	if (!parse_time(&s, &time_us) || !parse_zone(&s, &zone_us))
		return false;
	if (*s != '\0')
		return false;
	*wall_us = days * US_DAY + time_us - zone_us;
	return true;
}
