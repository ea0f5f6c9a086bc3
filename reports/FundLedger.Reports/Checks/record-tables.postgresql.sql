-- Every table of the ledger with its columns; partitions are part of their table.
select class.relname as table_name, attribute.attname as column_name, type.typname as type_name,
       (select cast(key_column.position as integer)
        from pg_index key, unnest(key.indkey) with ordinality as key_column (number, position)
        where key.indrelid = class.oid and key.indisprimary and key_column.number = attribute.attnum) as key_position
from pg_class class
join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
join pg_type type on type.oid = attribute.atttypid
where class.relnamespace = 'ledger'::regnamespace and class.relkind in ('r', 'p') and not class.relispartition
order by class.relname collate "C", attribute.attname collate "C"
