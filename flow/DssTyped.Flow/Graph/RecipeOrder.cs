using DssTyped.Flow.Snapshots;

namespace DssTyped.Flow.Graph;

/// <summary>Orders recipes by need and finds cycles (strongly connected components, without recursion: flows can be thousands of recipes deep).</summary>
internal sealed class RecipeOrder
{
    private const int Unseen = -1;

    // Recipes are numbered in order of their names.
    private readonly RecipeDefinition[] _recipes;
    private readonly int[][] _needs;
    private readonly int[] _index;
    private readonly int[] _low;
    private readonly int[] _next;
    private readonly bool[] _onPath;
    private readonly List<int> _path = [];
    private readonly List<RecipeDefinition> _order;
    private readonly List<IReadOnlyList<RecipeDefinition>> _cycles = [];
    private int _seen;

    private RecipeOrder(FlowGraph graph)
    {
        _recipes = [.. graph.Snapshot.Recipes.OrderBy(recipe => recipe.Name, StringComparer.Ordinal)];
        var numbers = new Dictionary<string, int>(_recipes.Length, StringComparer.Ordinal);
        for (int i = 0; i < _recipes.Length; i++)
            numbers[_recipes[i].Name] = i;

        _needs = new int[_recipes.Length][];
        for (int i = 0; i < _recipes.Length; i++)
            Array.Sort(_needs[i] = [.. graph.UpstreamOf(_recipes[i]).Select(other => numbers[other.Name])]);

        _index = new int[_recipes.Length];
        _low = new int[_recipes.Length];
        _next = new int[_recipes.Length];
        _onPath = new bool[_recipes.Length];
        _order = new List<RecipeDefinition>(_recipes.Length);
        for (int i = 0; i < _index.Length; i++)
            _index[i] = Unseen;
    }

    public static (IReadOnlyList<RecipeDefinition> Order, IReadOnlyList<IReadOnlyList<RecipeDefinition>> Cycles) Of(FlowGraph graph)
    {
        var order = new RecipeOrder(graph);
        for (int i = 0; i < order._recipes.Length; i++)
        {
            if (order._index[i] == Unseen)
                order.VisitFrom(i);
        }

        return (order._order, order._cycles);
    }

    private void VisitFrom(int start)
    {
        var open = new List<int>();
        Enter(start, open);
        while (open.Count > 0)
        {
            int recipe = open[open.Count - 1];
            int[] needs = _needs[recipe];
            if (_next[recipe] < needs.Length)
            {
                int need = needs[_next[recipe]++];
                if (_index[need] == Unseen)
                    Enter(need, open);
                else if (_onPath[need])
                    _low[recipe] = Math.Min(_low[recipe], _index[need]);

                continue;
            }

            open.RemoveAt(open.Count - 1);
            if (open.Count > 0)
                _low[open[open.Count - 1]] = Math.Min(_low[open[open.Count - 1]], _low[recipe]);
            if (_low[recipe] == _index[recipe])
                Close(recipe);
        }
    }

    private void Enter(int recipe, List<int> open)
    {
        _index[recipe] = _low[recipe] = _seen++;
        _path.Add(recipe);
        _onPath[recipe] = true;
        open.Add(recipe);
    }

    private void Close(int root)
    {
        var component = new List<int>();
        int member;
        do
        {
            member = _path[_path.Count - 1];
            _path.RemoveAt(_path.Count - 1);
            _onPath[member] = false;
            component.Add(member);
        }
        while (member != root);

        component.Sort();
        foreach (int recipe in component)
            _order.Add(_recipes[recipe]);

        if (component.Count > 1 || Array.IndexOf(_needs[root], root) >= 0)
            _cycles.Add([.. CyclePath.Through(component, _needs).Select(recipe => _recipes[recipe])]);
    }
}
