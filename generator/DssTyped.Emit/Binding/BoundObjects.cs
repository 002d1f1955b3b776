using DssTyped.Emit.Model;
using DssTyped.Emit.Names;
using DssTyped.Flow.Snapshots;

namespace DssTyped.Emit.Binding;

/// <summary>The objects with a type that recipes can refer to, by id.</summary>
internal sealed class BoundObjects
{
    private readonly Dictionary<string, BoundObject> _byId = new(StringComparer.Ordinal);

    public BoundObjects(Snapshot snapshot, FlowNames names)
    {
        foreach (DatasetDefinition dataset in names.Datasets)
        {
            string type = names.OfDataset(dataset.Name)!.TypeName;
            _byId.Add(dataset.Id, new BoundObject(dataset.Id, type, "Datasets." + type, type, dataset.Name, "dataset"));
        }

        foreach (ObjectKind kind in ObjectKind.All.Where(kind => kind.HasTypes && kind != ObjectKind.Scenario && kind != ObjectKind.Zone))
        {
            foreach (DssObject item in kind.Of(snapshot).OrderBy(item => item.Id, StringComparer.Ordinal))
            {
                MemberName name = names.OfObject(kind, item.Id);
                if (!_byId.ContainsKey(item.Id))
                    _byId.Add(item.Id, new BoundObject(item.Id, name.TypeName, $"{kind.Catalog}.{name.Member}", name.Member, item.Name, kind.Words));
            }
        }
    }

    /// <summary>The object of that id; null if it is foreign, gone or not generated.</summary>
    public BoundObject? Find(string id) => _byId.TryGetValue(id, out BoundObject? found) ? found : null;
}

/// <summary>An object that recipes can refer to.</summary>
internal sealed record BoundObject(string Id, string TypeName, string Path, string Member, string DssName, string Kind);
