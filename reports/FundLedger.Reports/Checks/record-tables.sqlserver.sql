-- Every table of the ledger with its columns.
select tables.name as table_name, columns.name as column_name, types.name as type_name,
       (select cast(key_column.key_ordinal as integer)
        from sys.indexes keys
        join sys.index_columns key_column on key_column.object_id = keys.object_id and key_column.index_id = keys.index_id
        where keys.object_id = tables.object_id and keys.is_primary_key = 1 and key_column.column_id = columns.column_id) as key_position
from sys.tables tables
join sys.columns columns on columns.object_id = tables.object_id
join sys.types types on types.user_type_id = columns.user_type_id
where tables.schema_id = schema_id('ledger')
order by tables.name, columns.name
