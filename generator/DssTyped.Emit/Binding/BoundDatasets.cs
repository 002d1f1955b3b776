using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow;
using DssTyped.Flow.Inference;
using DssTyped.Flow.Recipes;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>The models of a flow's datasets, and what each was made from: models of datasets that an edit did not touch are taken over.</summary>
internal sealed class BoundDatasets
{
    private readonly Dictionary<DatasetDefinition, Entry> _entries;

    private BoundDatasets(Dictionary<DatasetDefinition, Entry> entries, EquatableArray<DatasetModel> models) => (_entries, Models) = (entries, models);

    /// <summary>The models, by name.</summary>
    public EquatableArray<DatasetModel> Models { get; }

    /// <summary>Binds the datasets of a flow.</summary>
    /// <param name="names">What is called how.</param>
    /// <param name="inference">Where columns come from.</param>
    /// <param name="binder">Binds one dataset.</param>
    /// <param name="previous">The datasets as they were bound with the same options and without a baseline; null for none.</param>
    public static BoundDatasets Bind(FlowNames names, FlowInference inference, DatasetBinder binder, BoundDatasets? previous)
    {
        var lineage = new Flow.Lineage.ColumnLineage(inference);
        var bound = new Entry[names.Datasets.Length];
        Parallel.For(0, bound.Length, i =>
        {
            DatasetDefinition dataset = names.Datasets[i];
            var sources = new Sources(names.OfDataset(dataset.Name)!.TypeName, inference.Graph.FolderOf(dataset.Id), DerivedOf(dataset, inference));
            bound[i] = previous is not null && previous._entries.TryGetValue(dataset, out Entry? entry) && entry.Sources.AreSame(sources)
                ? entry
                : new Entry(sources, binder.Bind(dataset, lineage.UpstreamOf(dataset.Id)));
        });

        var entries = new Dictionary<DatasetDefinition, Entry>(bound.Length);
        var models = new DatasetModel[bound.Length];
        for (int i = 0; i < bound.Length; i++)
        {
            entries.Add(names.Datasets[i], bound[i]);
            models[i] = bound[i].Model;
        }

        return new BoundDatasets(entries, EquatableArray.TakeOver(models));
    }

    private static IReadOnlyList<DerivedSchema>[] DerivedOf(DatasetDefinition dataset, FlowInference inference) =>
        [.. inference.Graph.ProducersOf(dataset.Id).Select(inference.Of)];

    private sealed record Entry(Sources Sources, DatasetModel Model);

    // What a model is made from besides its dataset. Derived schemas that were taken over are the same objects.
    private sealed class Sources(string typeName, string? folder, IReadOnlyList<DerivedSchema>[] derived)
    {
        private readonly string _typeName = typeName;
        private readonly string? _folder = folder;
        private readonly IReadOnlyList<DerivedSchema>[] _derived = derived;

        public bool AreSame(Sources other)
        {
            if (_typeName != other._typeName || _folder != other._folder || _derived.Length != other._derived.Length)
                return false;

            for (int i = 0; i < _derived.Length; i++)
            {
                if (_derived[i] != other._derived[i])
                    return false;
            }

            return true;
        }
    }
}
