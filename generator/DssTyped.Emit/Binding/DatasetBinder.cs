using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Lineage;
using DssTyped.Flow.Schemas;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>Names datasets and their columns.</summary>
internal static class DatasetBinder
{
    public static EquatableArray<DatasetModel> Bind(Snapshot snapshot, FlowOptions options, NameScope types, Dictionary<string, BoundObject> objects, ColumnLineage lineage, Tombstones tombstones)
    {
        DatasetDefinition[] datasets = [.. snapshot.Datasets
            .Where(dataset => options.Datasets.Accepts(dataset.Name))
            .OrderBy(dataset => dataset.Name, StringComparer.Ordinal)];
        string[] names = types.Assign([.. datasets.Select(dataset => (dataset.Name, Identifiers.Pascal(dataset.Name, "Dataset")))]);
        var result = new DatasetModel[datasets.Length];
        for (int i = 0; i < datasets.Length; i++)
        {
            result[i] = Bind(datasets[i], names[i], NameFilter.MatchesAny(options.Rows, datasets[i].Name), lineage, tombstones);
            objects[datasets[i].Id] = new BoundObject(names[i], "Datasets." + names[i], names[i], datasets[i].Name, "dataset");
        }

        return result.ToEquatableArray();
    }

    /// <summary>Datasets of the baseline that are gone, unless another one has their name now.</summary>
    public static EquatableArray<DatasetModel> BindGone(Tombstones tombstones, FlowOptions options, NameScope types) => tombstones.Datasets
        .Where(gone => options.Datasets.Accepts(gone.Dataset.Name))
        .OrderBy(gone => gone.Dataset.Name, StringComparer.Ordinal)
        .Select(gone => (gone.Dataset, gone.Obsolete, TypeName: Identifiers.Pascal(gone.Dataset.Name, "Dataset")))
        .Where(gone => types.TryTake(gone.TypeName))
        .Select(gone => new DatasetModel(gone.TypeName, gone.Dataset.Name, new DocModel(gone.Obsolete.Message, []), Columns(gone.Dataset, false, null, tombstones)) { Obsolete = gone.Obsolete })
        .ToEquatableArray();

    private static DatasetModel Bind(DatasetDefinition dataset, string typeName, bool hasRow, ColumnLineage lineage, Tombstones tombstones)
    {
        EquatableArray<ColumnModel> columns = Columns(dataset, hasRow, lineage, tombstones);
        return new DatasetModel(typeName, dataset.Name, DocTexts.OfDataset(dataset), columns)
        {
            Rebuild = dataset.RebuildBehavior switch { RebuildBehavior.Explicit => "Explicit", RebuildBehavior.WriteProtect => "WriteProtect", RebuildBehavior.Normal => "Normal" },
            Dimensions = Dimensions(dataset.Dimensions),
            HasRow = hasRow,
            GoneColumns = GoneColumns(dataset, columns, tombstones),
        };
    }

    private static EquatableArray<ColumnModel> Columns(DatasetDefinition dataset, bool hasRow, ColumnLineage? lineage, Tombstones tombstones)
    {
        Schema schema = dataset.Schema;
        (string, string)[] wanted = [.. schema.Select(column => (column.Name, Identifiers.Pascal(column.Name, "Column")))];
        string[] names = new NameScope(ReservedNames.Columns).Assign(wanted);
        string[]? rowNames = hasRow ? new NameScope(ReservedNames.Row).Assign(wanted) : null;
        var result = new ColumnModel[names.Length];
        for (int i = 0; i < names.Length; i++)
        {
            SchemaColumn column = schema[i];
            IReadOnlyList<LineageEdge> origins = lineage?.DirectlyUpstreamOf(new LineageColumn(dataset.Id, column.Name)) ?? [];
            result[i] = new ColumnModel(names[i], column.Name, column.Type, column.TypeName, DocTexts.OfColumn(column, origins))
            {
                RowIdentifier = rowNames?[i] ?? "",
                Obsolete = tombstones.OfColumn(dataset.Name, column.Name),
            };
        }

        return result.ToEquatableArray();
    }

    // A column that is gone keeps the identifier it had, unless another column has it now.
    private static EquatableArray<ColumnModel> GoneColumns(DatasetDefinition dataset, EquatableArray<ColumnModel> columns, Tombstones tombstones)
    {
        if (tombstones.Before(dataset.Name) is not { } before)
            return [];

        var taken = new HashSet<string>(columns.Select(column => column.Identifier), StringComparer.Ordinal);
        return Columns(before, false, null, tombstones)
            .Where(column => column.Obsolete is not null && dataset.Schema.Find(column.DssName) is null && taken.Add(column.Identifier))
            .ToEquatableArray();
    }

    private static EquatableArray<DimensionModel> Dimensions(IReadOnlyList<PartitionDimension> dimensions)
    {
        PartitionDimension[] distinct = [.. dimensions.GroupBy(dimension => dimension.Name, StringComparer.Ordinal).Select(group => group.First())];
        string[] parameters = new NameScope(ReservedNames.RunParameters).Assign(
            [.. distinct.Select(dimension => (dimension.Name, Identifiers.Camel(Identifiers.Pascal(dimension.Name, "Dimension"))))]);
        return distinct.Select((dimension, i) => new DimensionModel(dimension.Name, parameters[i], PeriodOf(dimension))).ToEquatableArray();
    }

    private static string PeriodOf(PartitionDimension dimension) => !dimension.IsTime ? "Value" : dimension.Period switch
    {
        "YEAR" => "Year",
        "MONTH" => "Month",
        "HOUR" => "Hour",
        _ => "Day",
    };
}
