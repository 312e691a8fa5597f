-- What the demo tools search in, split into words when a row is written and not for each question.

alter table demo.shop_product
	add column name_words tsvector generated always as (to_tsvector('english', name)) stored,
	add column category_words tsvector generated always as (to_tsvector('english', category)) stored,
	add column other_words tsvector generated always as (to_tsvector('english', brand || ' ' || keywords)) stored;
comment on column demo.shop_product.name_words is 'Words of the name, which count most in a search.';
comment on column demo.shop_product.category_words is 'Words of the category.';
comment on column demo.shop_product.other_words is 'Words of brand and keywords.';

alter table demo.home_service
	add column name_words tsvector generated always as (to_tsvector('english', name)) stored,
	add column keyword_words tsvector generated always as (to_tsvector('english', keywords)) stored,
	add column category_words tsvector generated always as (to_tsvector('english', category)) stored,
	add column description_words tsvector generated always as (to_tsvector('english', description)) stored;
comment on column demo.home_service.name_words is 'Words of the name, which count most in a search.';
comment on column demo.home_service.keyword_words is 'Words of the keywords.';
comment on column demo.home_service.category_words is 'Words of the trade.';
comment on column demo.home_service.description_words is 'Words of the description.';
