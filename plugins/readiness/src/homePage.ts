/** The widget for a home page, as both frontend systems install it. */

export const homePageWidget = {
  name: 'HomePageReadiness',
  title: 'Readiness of my services',
  description: 'Where the gates of what you own stand, and what waits for you',
  layout: {
    width: { minColumns: 3, defaultColumns: 6 },
    height: { minRows: 3, defaultRows: 7 },
  },
  components: () =>
    import('./components/HomePageReadiness').then(m => ({
      Content: m.HomePageReadiness,
    })),
};
